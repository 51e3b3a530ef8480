package dev.tercet.testkit.contract;

/**
 * The JDK's HTTP client, which the gateway's transport stands on. Until JDK 20 it cannot be closed: its thread and its idle
 * connections end when it is collected, which a test may bring about; later ones have to be closed as anything else.
 */
final class JdkHttp {
    private static final int CAN_BE_CLOSED = 21;

    private JdkHttp() {}

    /** Lets go of what nobody holds any more, where the JDK leaves no other way. */
    static void collect() {
        if (Runtime.version().feature() < CAN_BE_CLOSED) {
            System.gc();
        }
    }
}
