package dev.tercet.cli.tour;

import dev.tercet.error.EtcdException;
import java.util.Optional;

/** The checks of the tour; what does not hold is a {@link Surprise}. */
final class Expect {
    private Expect() {}

    /** That {@code what} is exactly this. */
    static <T> void equal(String what, T expected, T came) {
        if (!expected.equals(came)) {
            throw new Surprise(what + " " + expected, what + " " + came);
        }
    }

    /** That a condition holds; {@code expected} is the condition in words. */
    static void that(boolean holds, String expected, Object came) {
        if (!holds) {
            throw new Surprise(expected, String.valueOf(came));
        }
    }

    /** That there is one. */
    static <T> T present(String what, Optional<T> came) {
        return came.orElseThrow(() -> new Surprise(what, "nothing"));
    }

    /** That it fails with this exception. */
    static <X extends EtcdException> X failure(Class<X> type, Runnable call) {
        try {
            call.run();
        } catch (EtcdException e) {
            if (type.isInstance(e)) {
                return type.cast(e);
            }
            throw new Surprise("a " + type.getSimpleName(), e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        throw new Surprise("a " + type.getSimpleName(), "no failure");
    }
}
