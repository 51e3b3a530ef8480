package dev.tercet.grpc.internal.connect;

/**
 * Keeps Netty from telling Java's Flight Recorder of every buffer.
 *
 * <p>To register those kinds of events takes a sixth of all the CPU time from the start of a JVM until its first call is done, whether or not anybody records. The property belongs to the
 * copy of Netty inside gRPC's jar and is read when that is first used; whoever has set it, either way, has their way.
 */
final class NettyEvents {
    static final String PROPERTY = "io.grpc.netty.shaded.io.netty.jfr.enabled";

    private NettyEvents() {}

    static void off() {
        try {
            if (System.getProperty(PROPERTY) == null) {
                System.setProperty(PROPERTY, "false");
            }
        } catch (SecurityException e) {
            // Then it starts more slowly.
        }
    }
}
