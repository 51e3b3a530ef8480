package dev.tercet.cli.connect;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as Go writes them, and thus etcd's own tools: {@code 500ms}, {@code 5s}, {@code 1m30s}, {@code 1.5h}. */
public final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern PART = Pattern.compile("(\\d{1,18}(?:\\.\\d{0,18})?|\\.\\d{1,18})(ns|us|µs|ms|s|m|h)");
    /** As many nanoseconds as Go's durations can have. */
    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    @Override
    public Duration convert(String text) {
        Matcher parts = PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (parts.find() && parts.start() == end) {
            nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(unit(parts.group(2))));
            end = parts.end();
        }
        if (end == 0 || end < text.length() || nanos.compareTo(LONGEST) > 0) {
            throw new TypeConversionException("'" + text + "' is no duration such as 500ms, 5s or 1m30s");
        }
        Duration whole = Duration.ofNanos(nanos.setScale(0, RoundingMode.DOWN).longValueExact());
        if (whole.isZero()) {
            throw new TypeConversionException("'" + text + "' is no time at all");
        }
        return whole;
    }

    private static BigDecimal unit(String name) {
        long nanos = switch (name) {
            case "ns" -> 1;
            case "us", "µs" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
        return BigDecimal.valueOf(nanos);
    }
}
