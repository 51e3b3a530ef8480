package dev.tercet.testkit.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Carries the bytes of one connection one way, in a thread of its own, with the line's faults applied.
 *
 * <p>What was read waits in a queue until its delay is over; meanwhile reading goes on, with a timeout, so that a delay
 * adds latency and takes no throughput.
 */
final class Pump {
    private static final int CHUNK = 16 * 1024;
    private static final int QUEUE_LIMIT = 1024 * 1024;
    private static final int NOTICE_MILLIS = 20;
    private static final int SLICES_PER_SECOND = 20;

    private final Connection connection;
    private final Line line;
    private final Direction direction;
    private final Socket from;
    private final Socket to;
    private final Queue<Chunk> queue = new ArrayDeque<>();
    private int queuedBytes;
    private boolean ended;
    private boolean holed;

    /** Bytes, or the end of the stream if there are none. */
    private static final class Chunk {
        private final byte[] bytes;
        private final long arrived;

        Chunk(byte[] bytes, long arrived) {
            this.bytes = bytes;
            this.arrived = arrived;
        }

        boolean isEnd() {
            return bytes.length == 0;
        }
    }

    Pump(Connection connection, Line line, Direction direction, Socket from, Socket to) {
        this.connection = connection;
        this.line = line;
        this.direction = direction;
        this.from = from;
        this.to = to;
    }

    /** Runs until the stream ends in this direction. An exception means that the connection is broken. */
    void run() throws IOException {
        InputStream in = from.getInputStream();
        byte[] buffer = new byte[CHUNK];
        while (!connection.isClosed()) {
            long seen = line.changes();
            Faults faults = line.faults();
            Chunk head = queue.peek();
            if (head == null) {
                if (ended) {
                    return;
                }
                read(in, buffer, 0);
                continue;
            }
            boolean frozen = faults.frozen().contains(direction);
            long wait = frozen ? Line.forever() : head.arrived + faults.delayNanos() - System.nanoTime();
            if (wait <= 0) {
                queue.remove();
                queuedBytes -= head.bytes.length;
                deliver(head);
            } else if (frozen || ended || queuedBytes >= QUEUE_LIMIT) {
                line.awaitChange(seen, wait);
            } else {
                read(in, buffer, timeout(wait));
            }
        }
    }

    private void read(InputStream in, byte[] buffer, int timeoutMillis) throws IOException {
        from.setSoTimeout(timeoutMillis);
        int count;
        try {
            count = in.read(buffer);
        } catch (SocketTimeoutException e) {
            return;
        }
        ended = count < 0;
        // For good: what comes after a hole must not get through between the end of the fault and that of the
        // connection.
        holed = holed || line.isSpoilt(faults -> faults.swallowed().contains(direction), connection::lostBytes);
        if (holed) {
            return;
        }
        queue.add(new Chunk(Arrays.copyOf(buffer, Math.max(0, count)), System.nanoTime()));
        queuedBytes += Math.max(0, count);
    }

    /** Bounded, since a change of the faults does not end a read that waits. */
    private static int timeout(long nanos) {
        return (int) Math.max(1, Math.min(NOTICE_MILLIS, TimeUnit.NANOSECONDS.toMillis(nanos)));
    }

    private void deliver(Chunk chunk) throws IOException {
        if (chunk.isEnd()) {
            connection.finish(to);
            return;
        }
        int offset = 0;
        while (offset < chunk.bytes.length && !connection.isClosed()) {
            long seen = line.changes();
            long rate = line.faults().bytesPerSecond();
            int left = chunk.bytes.length - offset;
            int slice = rate == 0 ? left : (int) Math.min(left, Math.max(1, rate / SLICES_PER_SECOND));
            write(chunk.bytes, offset, slice);
            offset += slice;
            if (rate > 0) {
                line.awaitChange(seen, TimeUnit.SECONDS.toNanos(slice) / rate);
            }
        }
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        if (connection.isFinished(to)) {
            return;
        }
        Line.Allowance allowance =
                direction == Direction.TO_CLIENT ? line.spend(length) : new Line.Allowance(length, false);
        // Before they go: who sees them arrive shall find them counted.
        line.passed(direction, allowance.bytes());
        OutputStream out = to.getOutputStream();
        try {
            out.write(bytes, offset, allowance.bytes());
        } catch (IOException e) {
            // Half closed by the test in this very moment.
            if (connection.isFinished(to)) {
                return;
            }
            throw e;
        }
        if (allowance.thenCut()) {
            connection.budgetSpent();
        }
    }
}
