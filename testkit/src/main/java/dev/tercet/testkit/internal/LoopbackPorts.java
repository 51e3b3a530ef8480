package dev.tercet.testkit.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Hands out loopback ports that nobody listens on.
 *
 * <p>They lie below the range that systems take the local ends of outgoing connections from, so that a server that is
 * stopped finds its port free when it comes back.
 */
public final class LoopbackPorts {
    private static final int LEAST = 11_000;
    private static final int BOUND = 32_000;
    // JVMs that test side by side have a part of the range each, or one would take what a server of the other just
    // left.
    private static final int PARTS = 4;
    private static final int PART = (BOUND - LEAST) / PARTS;
    private static final int FIRST = LEAST + Integer.getInteger("tercet.fork", 0) % PARTS * PART;
    private static final int ATTEMPTS = 1_000;
    private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

    private LoopbackPorts() {}

    /** A port that was free a moment ago, and that this JVM does not hand out again until it is given back. */
    public static int take() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST + PART);
            if (TAKEN.add(port)) {
                if (isFree(port)) {
                    return port;
                }
                TAKEN.remove(port);
            }
        }
        throw new IllegalStateException("no free loopback port found in " + ATTEMPTS + " attempts");
    }

    /** Gives {@code ports} back. */
    public static void release(Collection<Integer> ports) {
        TAKEN.removeAll(ports);
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
