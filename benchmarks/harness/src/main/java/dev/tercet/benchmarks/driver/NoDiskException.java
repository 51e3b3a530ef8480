package dev.tercet.benchmarks.driver;

import java.io.IOException;

/** What waits for its disk cannot be measured here, since there is none where its data would be. The message says so to people. */
public final class NoDiskException extends IOException {
    private static final long serialVersionUID = 1;

    NoDiskException(String message) {
        super(message);
    }
}
