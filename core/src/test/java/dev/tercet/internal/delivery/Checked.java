package dev.tercet.internal.delivery;

import java.io.IOException;

/** A checked exception where none is declared, as callbacks in Kotlin, Scala or Groovy may throw. */
public final class Checked {
    private Checked() {}

    /** Throws one. */
    public static void thrown(String message) {
        Checked.<RuntimeException>unchecked(new IOException(message));
    }

    @SuppressWarnings("unchecked") // That is the trick.
    private static <T extends Throwable> void unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
