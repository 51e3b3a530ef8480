package dev.tercet.cli.connect;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.cli.error.CommandException;
import dev.tercet.connection.Tls;
import dev.tercet.embedded.EmbeddedEtcd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes clients as settings say. */
public final class Clients {
    private static final Duration DIALLING = Duration.ofSeconds(2);
    private static final Duration CALLING = Duration.ofSeconds(5);
    private static final Duration PINGING = Duration.ofSeconds(10);
    private static final Duration ANSWERING = Duration.ofSeconds(6);

    private Clients() {}

    /** A client of the cluster that is named. */
    public static EtcdClient of(Settings settings) {
        return of(settings, settings.endpoints());
    }

    /** A client of these members of it alone, asked for no other. */
    public static EtcdClient of(Settings settings, List<String> endpoints) {
        return of(settings, endpoints, null);
    }

    static EtcdClient of(Settings settings, List<String> endpoints, @Nullable Duration timeout) {
        settings.checkEnvironment();
        EtcdClientBuilder client = EtcdClient.builder();
        try {
            if (settings.isDiscovering() && endpoints.equals(settings.endpoints())) {
                client.endpoints(discovered(settings));
                tlsOfDiscovered(settings).ifPresent(client::tls);
            } else {
                client.endpoints(
                        endpoints.stream().map(each -> url(settings, each)).toList());
                tls(settings).ifPresent(client::tls);
            }
            Authentication.of(settings).ifPresent(client::credentials);
            tuned(client, settings);
            return (timeout == null ? client : client.timeout(timeout)).build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            // The latter for an endpoint that asks for a transport which is not here.
            throw refused(settings, e);
        }
    }

    /** What a client that cannot be made of them ends the command with. */
    static CommandException refused(Settings settings, RuntimeException e) {
        String text = String.valueOf(e.getMessage());
        if (tls(settings).filter(tls -> names(tls, text)).isPresent()) {
            // What is in a file is nobody's endpoint.
            return CommandException.badInput(text + ".");
        }
        return CommandException.wrongUsage(text + whence(settings));
    }

    /** A client of an etcd that we have ourselves. */
    public static EtcdClient of(Settings settings, EmbeddedEtcd own) {
        settings.checkEnvironment();
        String url = url(settings, own.endpoint());
        EtcdClientBuilder client =
                url.startsWith("gateway+") ? EtcdClient.builder().endpoints(url) : own.clientBuilder();
        Authentication.of(settings).ifPresent(client::credentials);
        return tuned(client, settings).build();
    }

    private static boolean names(Tls tls, String text) {
        Stream<Path> files = Stream.concat(
                tls.authorities().stream(),
                tls.identity().stream()
                        .flatMap(identity -> identity instanceof Tls.PemIdentity pem
                                ? Stream.of(pem.certificate(), pem.key())
                                : Stream.empty()));
        return files.anyMatch(file -> text.contains(" file " + file + " "));
    }

    /** Whose choice the endpoints were, unless it is plain to see. */
    private static String whence(Settings settings) {
        return settings.said(Setting.ENDPOINTS)
                .filter(said -> said.source() != Said.Source.COMMAND_LINE)
                .map(said -> " (" + said.origin() + ")")
                .orElse("");
    }

    /** What DNS has, without what is not believed. */
    private static List<String> discovered(Settings settings) {
        EtcdClientBuilder asking = EtcdClient.builder();
        asking.srv(
                settings.text(Setting.DISCOVERY_SRV).orElse(""),
                settings.text(Setting.DISCOVERY_SRV_NAME).orElse(""));
        tls(settings).ifPresent(asking::tls);
        try (EtcdClient asked = asking.build()) {
            List<String> found = asked.endpoints();
            if (!settings.is(Setting.INSECURE_DISCOVERY, true)) {
                found = found.stream()
                        .filter(each -> each.startsWith("https://"))
                        .toList();
            }
            if (found.isEmpty()) {
                throw CommandException.failed("the SRV records of "
                        + settings.text(Setting.DISCOVERY_SRV).orElse("")
                        + " have no endpoint with TLS, and --insecure-discovery=false takes no other.");
            }
            return found.stream().map(each -> url(settings, each)).toList();
        }
    }

    /** Where DNS is not to be believed, whoever it names has to show a certificate for the domain itself, as etcdctl has it. */
    static Optional<Tls> tlsOfDiscovered(Settings settings) {
        Optional<Tls> tls = tls(settings);
        return settings.is(Setting.INSECURE_DISCOVERY, true)
                ? tls
                : settings.text(Setting.DISCOVERY_SRV).map(tls.orElseGet(Tls::system)::withServerName);
    }

    /** What the settings say of namespace and times, for a client of an etcd that we have ourselves. */
    public static EtcdClientBuilder tuned(EtcdClientBuilder client, Settings settings) {
        settings.text(Setting.NAMESPACE).ifPresent(client::namespace);
        settings.number(Setting.MAX_RECV_BYTES).ifPresent(client::maxInboundBytes);
        return client.connectTimeout(settings.time(Setting.DIAL_TIMEOUT).orElse(DIALLING))
                .timeout(settings.time(Setting.COMMAND_TIMEOUT).orElse(CALLING))
                .keepAlive(
                        settings.time(Setting.KEEPALIVE_TIME)
                                .filter(time -> time.compareTo(PINGING) > 0)
                                .orElse(PINGING),
                        settings.time(Setting.KEEPALIVE_TIMEOUT).orElse(ANSWERING));
    }

    static String url(Settings settings, String endpoint) {
        String place = endpoint.strip();
        if (!place.contains("://")) {
            boolean plain = settings.is(Setting.INSECURE_TRANSPORT, true)
                    && tls(settings).isEmpty();
            place = (plain ? "http://" : "https://") + place;
        }
        boolean gateway = settings.read(Setting.TRANSPORT, name -> switch (name) {
                    case "grpc" -> false;
                    case "gateway" -> true;
                    default -> throw new IllegalArgumentException("known are grpc, gateway");
                })
                .orElse(false);
        return gateway && !place.contains("+") ? "gateway+" + place : place;
    }

    /** What they say of TLS; empty if nothing was said of it. */
    static Optional<Tls> tls(Settings settings) {
        Optional<Path> authorities = settings.file(Setting.CACERT);
        Optional<Path> certificate = settings.file(Setting.CERT);
        Optional<Path> key = settings.file(Setting.KEY);
        boolean unverified = settings.is(Setting.INSECURE_SKIP_TLS_VERIFY, false);
        if (certificate.isPresent() != key.isPresent()) {
            throw CommandException.wrongUsage(
                    settings.option(Setting.CERT) + " and " + settings.option(Setting.KEY) + " go together.");
        }
        if (authorities.isEmpty() && certificate.isEmpty() && !unverified) {
            return Optional.empty();
        }
        Tls tls = authorities.map(Tls::trusting).orElseGet(Tls::system);
        if (certificate.isPresent()) {
            tls = tls.withClientCertificate(certificate.get(), key.orElseThrow());
        }
        return Optional.of(unverified ? tls.withoutVerification() : tls);
    }
}
