package dev.tercet.embedded.internal.front.http;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads from the headers of a request who calls, and how long the caller waits. */
final class HttpCallers {
    private static final String METADATA = "Grpc-Metadata-";
    private static final String BEARER = "Bearer ";
    private static final Pattern TIMEOUT = Pattern.compile("(\\d{1,18})([HMSmun])");

    private HttpCallers() {}

    static Caller from(HttpHeaders headers) {
        String token = headers.get(METADATA + "Token");
        if (token == null) {
            token = headers.get("Authorization");
        }
        if (token == null) {
            token = headers.get(METADATA + "Authorization");
        }
        return new Caller(withoutScheme(token), "true".equals(headers.get(METADATA + "Hasleader")));
    }

    private static @Nullable String withoutScheme(@Nullable String token) {
        return token != null && token.startsWith(BEARER) ? token.substring(BEARER.length()) : token;
    }

    /**
     * How long the caller waits, if it says so.
     *
     * @throws EtcdError if it cannot be understood
     */
    static Optional<Duration> timeout(HttpHeaders headers) {
        String text = headers.get("Grpc-Timeout");
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        Matcher parts = TIMEOUT.matcher(text);
        if (!parts.matches()) {
            throw new EtcdError(StatusCode.INVALID_ARGUMENT, "invalid grpc-timeout: " + text);
        }
        long amount = Long.parseLong(parts.group(1));
        return Optional.of(
                switch (parts.group(2)) {
                    case "H" -> Duration.ofHours(Math.min(amount, Integer.MAX_VALUE));
                    case "M" -> Duration.ofMinutes(Math.min(amount, Integer.MAX_VALUE));
                    case "S" -> Duration.ofSeconds(Math.min(amount, Integer.MAX_VALUE));
                    case "m" -> Duration.ofMillis(amount);
                    case "u" -> Duration.ofNanos(Math.multiplyExact(Math.min(amount, Integer.MAX_VALUE), 1_000));
                    default -> Duration.ofNanos(amount);
                });
    }
}
