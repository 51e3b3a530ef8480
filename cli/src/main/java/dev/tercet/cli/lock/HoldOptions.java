package dev.tercet.cli.lock;

import dev.tercet.cli.connect.DurationConverter;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.GoText;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What waiting for a lock and waiting to be elected have in common. */
final class HoldOptions {
    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Wait no longer than this, such as 500ms or 1m30s. Default: as long as it takes.")
    private @Nullable Duration timeout;

    /** Whether to wait as long as it takes. */
    boolean isPatient() {
        return timeout == null;
    }

    /** How long to wait, for who is not {@linkplain #isPatient() patient}. */
    Duration timeout() {
        return Objects.requireNonNull(timeout);
    }

    /** What to say when that was not long enough. */
    CommandException late(String what, String who) {
        return CommandException.failed(what + " within " + GoText.duration(timeout()) + ": " + who);
    }

    /** A time to live in seconds, if it can be one. */
    static Duration ttl(long seconds) {
        if (seconds <= 0) {
            throw CommandException.wrongUsage("--ttl is " + seconds + ": it is one second or more.");
        }
        return Duration.ofSeconds(seconds);
    }
}
