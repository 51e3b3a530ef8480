package dev.tercet.v2.internal.http;

import dev.tercet.connection.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What members say of where clients find them, as far as it can be meant for us: people leave the URL at etcd's default, which is the
 * member's own machine and would be taken for ours, or say the address of every interface.
 */
final class Advertised {
    private static final Logger LOG = LoggerFactory.getLogger(Advertised.class);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d+){3}|::1|(0+:){7}0*1");
    private static final Pattern EVERY_INTERFACE = Pattern.compile("0\\.0\\.0\\.0|::|(0+:){7}0+");

    private Advertised() {}

    /**
     * Those to go to.
     *
     * @param given those that there are already
     */
    static List<Endpoint> of(List<String> urls, List<Endpoint> given) {
        boolean near = given.stream().allMatch(endpoint -> is(LOOPBACK, endpoint));
        boolean secured = given.stream().allMatch(Endpoint::isTls);
        return urls.stream()
                .flatMap(url -> parsed(url).stream())
                .filter(endpoint -> !given.contains(endpoint) && isMeant(endpoint, near, secured))
                .distinct()
                .toList();
    }

    private static Optional<Endpoint> parsed(String url) {
        try {
            Endpoint endpoint = Endpoint.parse(url, false);
            return endpoint.transport().isEmpty() ? Optional.of(endpoint) : Optional.empty();
        } catch (IllegalArgumentException e) {
            LOG.debug("a member is at no URL that could be gone to: {}", e.getMessage());
            return Optional.empty();
        }
    }

    // Whoever set up TLS everywhere would send a password in plain text otherwise.
    private static boolean isMeant(Endpoint endpoint, boolean near, boolean secured) {
        return !is(EVERY_INTERFACE, endpoint) && (near || !is(LOOPBACK, endpoint)) && (!secured || endpoint.isTls());
    }

    private static boolean is(Pattern kind, Endpoint endpoint) {
        return kind.matcher(endpoint.host()).matches();
    }
}
