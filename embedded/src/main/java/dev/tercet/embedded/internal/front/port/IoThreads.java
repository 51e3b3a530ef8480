package dev.tercet.embedded.internal.front.port;

import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads of one port. */
final class IoThreads {
    private static final int COUNT = 2;
    private static final long PATIENCE_MILLIS = 5_000;

    private final List<Thread> made = new CopyOnWriteArrayList<>();
    private final EventLoopGroup group;

    /** Some whose names begin with this. */
    IoThreads(String name) {
        ThreadFactory daemons = new DefaultThreadFactory(name, true);
        group = new MultiThreadIoEventLoopGroup(
                COUNT,
                task -> {
                    Thread thread = daemons.newThread(task);
                    made.add(thread);
                    return thread;
                },
                NioIoHandler.newFactory());
    }

    EventLoopGroup group() {
        return group;
    }

    /** Ends them, and waits until they are gone; false if interrupted meanwhile. */
    boolean end() {
        // No quiet period: nobody has anything more for them.
        group.shutdownGracefully(0, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        try {
            group.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            // A thread says that it has ended a moment before it has.
            for (Thread thread : made) {
                if (thread != Thread.currentThread()) {
                    thread.join(PATIENCE_MILLIS);
                }
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
