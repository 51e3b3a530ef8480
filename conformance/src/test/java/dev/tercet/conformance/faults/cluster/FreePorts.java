package dev.tercet.conformance.faults.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports that nobody listens on. They lie between those that the test kit hands out and those that systems take for
 * outgoing connections, so that a member that is away for a moment finds its own free again.
 */
final class FreePorts {
    private static final int LEAST = 32_000;
    private static final int BOUND = 32_768;
    private static final int ATTEMPTS = 2_000;

    private FreePorts() {}

    static List<Integer> find(int count) {
        Set<Integer> found = new LinkedHashSet<>();
        for (int i = 0; i < ATTEMPTS && found.size() < count; i++) {
            int port = ThreadLocalRandom.current().nextInt(LEAST, BOUND);
            if (isFree(port)) {
                found.add(port);
            }
        }
        if (found.size() < count) {
            throw new IllegalStateException("no " + count + " free ports from " + LEAST + " to " + BOUND);
        }
        return List.copyOf(found);
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
