package dev.tercet.internal.scan;

import dev.tercet.spi.ReplyTooLargeException;

/** Which failures of a page are its size. */
final class TooLarge {
    private TooLarge() {}

    /** Whether it is, and the machine has a smaller page to ask for. */
    static boolean isMended(ScanMachine machine, Throwable failure) {
        return failure.getCause() instanceof ReplyTooLargeException larger && machine.isToBeSmaller(larger.bytes());
    }
}
