package dev.tercet.embedded.internal.front.http;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.spi.StatusCode;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from the headers of a request who calls, and how long the caller waits. */
final class HttpCallers {
    private static final String METADATA = "Grpc-Metadata-";
    private static final Pattern TIMEOUT = Pattern.compile("([+-]?[0-9]+)([HMSmun])");
    private static final Map<String, Duration> UNITS = Map.of(
            "H", Duration.ofHours(1),
            "M", Duration.ofMinutes(1),
            "S", Duration.ofSeconds(1),
            "m", Duration.ofMillis(1),
            "u", Duration.ofNanos(1_000),
            "n", Duration.ofNanos(1));

    private HttpCallers() {}

    static Caller from(HttpHeaders headers) {
        String token = headers.get(METADATA + "Token");
        if (token == null) {
            token = headers.get("Authorization");
        }
        if (token == null) {
            token = headers.get(METADATA + "Authorization");
        }
        return new Caller(token, "true".equals(headers.get(METADATA + "Hasleader")));
    }

    /**
     * How long the caller waits, if it says so.
     *
     * @throws EtcdError if it cannot be understood, or is over already
     */
    static Optional<Duration> timeout(HttpHeaders headers) {
        String text = headers.get("Grpc-Timeout");
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        long nanos = nanos(text);
        if (nanos < 0) {
            throw EtcdErrors.CONTEXT_DEADLINE_EXCEEDED;
        }
        return nanos == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    // What has no room in 64 bits is cut off, as it is by etcd: a very long time may be a short one, or over already.
    private static long nanos(String text) {
        Matcher parts = TIMEOUT.matcher(text);
        if (!parts.matches()) {
            throw notUnderstood(text);
        }
        try {
            return Long.parseLong(parts.group(1))
                    * Objects.requireNonNull(UNITS.get(parts.group(2))).toNanos();
        } catch (NumberFormatException e) {
            throw notUnderstood(text);
        }
    }

    private static EtcdError notUnderstood(String text) {
        return new EtcdError(StatusCode.INVALID_ARGUMENT, "invalid grpc-timeout: " + text);
    }
}
