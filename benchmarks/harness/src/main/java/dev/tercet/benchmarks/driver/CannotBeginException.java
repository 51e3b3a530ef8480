package dev.tercet.benchmarks.driver;

import org.jspecify.annotations.Nullable;

/** What is asked for is understood, but cannot be had here: told before anything is measured. */
public final class CannotBeginException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** With what and why. */
    CannotBeginException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
