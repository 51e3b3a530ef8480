package dev.tercet.conformance.faults.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/**
 * A port in front of one member's port for peers.
 *
 * <p>What passes between members that are parted is read and thrown away, so that neither hears anything. A connection that lost
 * bytes is reset once they are parted no more, as its ends do not agree on what was said.
 */
final class PeerDoor implements AutoCloseable {
    private static final int CHUNK = 16 * 1024;
    private static final int NOBODY = -1;

    private final int target;
    private final SocketOwner owner;
    private final IntPredicate isParted;
    private final ServerSocket listener;
    private final Set<Passage> passages = ConcurrentHashMap.newKeySet();

    /** Where the door is, and what lies behind it. */
    record Ports(int own, int target) {}

    /** A connection through the door. */
    private static final class Passage {
        private final Socket caller;
        private final Socket member = new Socket();
        private volatile int from = NOBODY;
        private volatile boolean spoilt;

        Passage(Socket caller) {
            this.caller = caller;
        }

        void close() {
            for (Socket each : new Socket[] {caller, member}) {
                try {
                    each.close();
                } catch (IOException e) {
                    // It is gone, which is what was wanted.
                }
            }
        }
    }

    /** @param isParted whether the member with an index may not be heard now */
    PeerDoor(Ports ports, SocketOwner owner, IntPredicate isParted) {
        this.target = ports.target();
        this.owner = owner;
        this.isParted = isParted;
        try {
            this.listener = new ServerSocket();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.own()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("accept", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The port behind it. */
    int target() {
        return target;
    }

    /** Resets the connections that have lost something. */
    void closeSpoilt() {
        passages.stream().filter(passage -> passage.spoilt).forEach(Passage::close);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            // It listens no more, which is what was wanted.
        }
        passages.forEach(Passage::close);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Passage passage = new Passage(listener.accept());
                passages.add(passage);
                start("to-member", () -> open(passage));
            } catch (IOException e) {
                // Closed by close(), or this one caller is gone again.
            }
        }
        passages.forEach(Passage::close);
    }

    private void open(Passage passage) {
        try {
            OptionalInt from = owner.of(passage.caller);
            passage.from = from.orElse(NOBODY);
            passage.caller.setTcpNoDelay(true);
            passage.member.setTcpNoDelay(true);
            passage.member.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            start("to-caller", () -> carry(passage, passage.member, passage.caller));
            carry(passage, passage.caller, passage.member);
        } catch (IOException e) {
            // As when nobody listens there.
            passage.close();
            passages.remove(passage);
        }
    }

    private void carry(Passage passage, Socket source, Socket sink) {
        try (passage.caller;
                passage.member) {
            InputStream in = source.getInputStream();
            OutputStream out = sink.getOutputStream();
            byte[] buffer = new byte[CHUNK];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                boolean parted = isParted.test(passage.from);
                if (passage.spoilt && !parted) {
                    // It was parted when the others were reset, by a hair.
                    return;
                }
                passage.spoilt = parted;
                if (!parted) {
                    out.write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            // One side has ended it, or its loss of bytes has.
        } finally {
            passages.remove(passage);
        }
    }

    private void start(String role, Runnable work) {
        Thread thread = new Thread(work, "peer-door-" + target + "-" + role);
        thread.setDaemon(true);
        thread.start();
    }
}
