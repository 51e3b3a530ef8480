package dev.tercet.gateway.internal.dialect;

import dev.tercet.gateway.internal.json.Codecs;
import dev.tercet.gateway.internal.json.JsonBodies;
import dev.tercet.gateway.internal.json.UnreadableException;
import dev.tercet.http.HttpAsk;
import dev.tercet.http.HttpHead;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.fault.ConnectionWords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which gateway it is: an answer goes in, what to ask next or the verdict comes out; no threads, no I/O.
 *
 * <p>{@code GET /version} tells nearly always. A proxy may let nothing through but the gateway's paths, so if that tells nothing,
 * each prefix is tried with a harmless call. One that is refused by etcd is as good as one that works.
 */
final class DialectMachine {
    /** What to do. */
    sealed interface Effect {}

    /** Ask this. */
    record Ask(HttpAsk ask) implements Effect {}

    /** It is found. */
    record Found(Dialect dialect) implements Effect {}

    /** It cannot be found. */
    record Failed(WireFailure failure) implements Effect {}

    private static final List<String> PREFIXES = List.of("/v3", "/v3beta", "/v3alpha");
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

    /** What is being tried: -1 for the version, then the prefixes. */
    private int at = -1;

    private String heard = "";

    /** The first thing to ask. */
    Effect begin() {
        return new Ask(HttpAsk.get(path()));
    }

    /** An answer came, whole. */
    Effect answered(HttpHead head, byte[] body) {
        WholeAnswer answer = new WholeAnswer(head, body);
        Effect verdict = at < 0 ? ofVersion(answer) : ofStatus(answer);
        if (verdict != null) {
            return verdict;
        }
        hear(answer);
        if (at >= 0 && answer.isPassing()) {
            // A balancer without a server, most likely. The call itself has not left.
            return failed("no gateway answers: " + heard, Reach.NEVER_LEFT);
        }
        if (++at == PREFIXES.size()) {
            // Go's and nginx's words for it.
            boolean tls = heard.contains("HTTPS server") || heard.contains("HTTPS port");
            String hint = tls ? "; " + ConnectionWords.SPEAKS_TLS : "";
            return failed("what answers there is not etcd's JSON gateway: " + heard + hint, Reach.MISCONFIGURED);
        }
        return new Ask(new HttpAsk("POST", path(), Map.of(), NOTHING, false));
    }

    /** Keeps what people shall read if nothing is found; the page that is the same under each path, once. */
    private void hear(WholeAnswer answer) {
        String said = answer.briefly();
        String words = path() + " gave HTTP " + answer.head().status() + (heard.contains(said) ? "" : said);
        heard = heard.isEmpty() ? words : heard + "; " + words;
    }

    /** The connection failed. Whoever waits for the verdict has sent nothing. */
    Effect failed(WireFailure failure) {
        Reach reach = failure.reach() == Reach.MISCONFIGURED ? Reach.MISCONFIGURED : Reach.NEVER_LEFT;
        return new Failed(new WireFailure(failure.code(), failure.message(), reach, failure.cause()));
    }

    /** Nothing came for too long. */
    Effect silent(String howLong) {
        return failed("no answer to " + path() + " within " + howLong, Reach.NEVER_LEFT);
    }

    private static Effect failed(String message, Reach reach) {
        return new Failed(new WireFailure(StatusCode.UNAVAILABLE, message, reach, null));
    }

    private String path() {
        return at < 0 ? "/version" : PREFIXES.get(at) + Routes.STATUS;
    }

    private static @Nullable Effect ofVersion(WholeAnswer answer) {
        if (!answer.head().isOk()) {
            return null;
        }
        Version version;
        try {
            version = Version.parse(JsonBodies.read(Codecs.VERSION, answer.body()));
        } catch (UnreadableException e) {
            return null;
        }
        if (version.major() == 0) {
            return null;
        }
        if (version.major() < 3) {
            String text = "etcd " + version.text() + " is too old: it has no v3 API";
            return new Failed(new WireFailure(
                    StatusCode.UNIMPLEMENTED, text, Reach.REFUSED, new UnsupportedOperationException(text)));
        }
        return new Found(version.dialect(version.prefix()));
    }

    private @Nullable Effect ofStatus(WholeAnswer answer) {
        String prefix = PREFIXES.get(at);
        String version = answer.statusVersion();
        if (version != null) {
            return new Found(Version.parse(version).dialect(prefix));
        }
        boolean refusedByEtcd = answer.said() != null && !answer.isNoRoute();
        return refusedByEtcd ? new Found(Version.UNKNOWN.dialect(prefix)) : null;
    }
}
