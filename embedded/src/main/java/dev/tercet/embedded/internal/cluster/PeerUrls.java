package dev.tercet.embedded.internal.cluster;

import dev.tercet.embedded.internal.status.EtcdErrors;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What etcd takes for the addresses of a member. */
final class PeerUrls {
    // With a port, which may be empty, and without a path, be it only a slash.
    private static final Pattern HTTP = Pattern.compile(
            "(?<scheme>https?)(?<rest>://([^/?#@\\s]*@)?(\\[[^\\[\\]\\s]+]|[^\\[\\]:/?#@\\s]*):\\d*([?#]\\S*)?)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern UNIX = Pattern.compile("(?<scheme>unixs?)(?<rest>:\\S*)", Pattern.CASE_INSENSITIVE);

    private PeerUrls() {}

    /** These, without blanks around them and sorted; throws {@code EtcdErrors.MEMBER_URLS_INVALID} if etcd would not have them. */
    static List<String> of(List<String> given) {
        if (given.isEmpty()) {
            throw EtcdErrors.MEMBER_URLS_INVALID;
        }
        return given.stream().map(url -> one(url.strip())).sorted().toList();
    }

    private static String one(String url) {
        Matcher http = HTTP.matcher(url);
        Matcher found = http.matches() ? http : UNIX.matcher(url);
        if (!found.matches()) {
            throw EtcdErrors.MEMBER_URLS_INVALID;
        }
        return found.group("scheme").toLowerCase(Locale.ROOT) + found.group("rest");
    }
}
