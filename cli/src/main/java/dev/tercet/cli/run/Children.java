package dev.tercet.cli.run;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Ends programs that were started, and what those have started: a shell alone would leave that behind. */
public final class Children {
    /** How long one may take to end once it was asked to. */
    private static final long GRACE_SECONDS = 10;

    private Children() {}

    /** Asks it to end. */
    public static void ask(Process child) {
        all(child).forEach(ProcessHandle::destroy);
    }

    /** Ends it where it stands. */
    public static void kill(Process child) {
        all(child).forEach(ProcessHandle::destroyForcibly);
    }

    /** Asks it to end, and waits until it has; if that takes too long, ends it where it stands. */
    public static void end(Process child) {
        ask(child);
        try {
            child.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            kill(child);
        } catch (InterruptedException | ExecutionException e) {
            kill(child);
            Thread.currentThread().interrupt();
        }
    }

    /** The child first: a shell whose own child has ended goes on before it hears of anything. */
    private static List<ProcessHandle> all(Process child) {
        return Stream.concat(Stream.of(child.toHandle()), child.descendants()).toList();
    }
}
