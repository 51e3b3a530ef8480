package dev.tercet.testkit.script;

import dev.tercet.proto.etcdserverpb.AuthGrpc;
import dev.tercet.proto.etcdserverpb.ClusterGrpc;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import dev.tercet.proto.etcdserverpb.MaintenanceGrpc;
import dev.tercet.proto.etcdserverpb.WatchGrpc;
import dev.tercet.proto.v3electionpb.ElectionGrpc;
import dev.tercet.proto.v3lockpb.LockGrpc;
import dev.tercet.testkit.internal.LoopbackPorts;
import io.grpc.HandlerRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A gRPC server that speaks etcd's services and knows nothing but its scripts.
 *
 * <pre>{@code
 * try (ScriptedServer server = ScriptedServer.start()) {
 *     server.unary(KVGrpc.getPutMethod()).then(Answer.failure(Messages.invalidToken())).always(Answer.reply(Messages.putReply(2)));
 *     …
 *     WatchStream stream = server.watches().await();
 *     stream.expectCreate();
 *     stream.created(0, 100).failUnavailable();
 * }
 * }</pre>
 *
 * <p>Methods may be called by any thread. Scripts outlive {@link #stop} and {@link #restart}.
 *
 * @since 0.1
 */
public final class ScriptedServer implements AutoCloseable {
    /** Another server in front of this one, which shares its fate: clients that cannot speak to this one speak to it. */
    public interface Front extends AutoCloseable {
        /** Where clients reach it. */
        String endpoint();

        /** Ends at once, with all its connections; new ones are refused until {@link #restart}. */
        void stop();

        /** Starts again on the same port, if it was stopped. */
        void restart();

        @Override
        void close();
    }

    private static final int MAX_MESSAGE_BYTES = 64 << 20;
    private static final long END_LIMIT_SECONDS = 10;
    private static final List<ServiceDescriptor> SERVICES = List.of(
            KVGrpc.getServiceDescriptor(),
            WatchGrpc.getServiceDescriptor(),
            LeaseGrpc.getServiceDescriptor(),
            ClusterGrpc.getServiceDescriptor(),
            MaintenanceGrpc.getServiceDescriptor(),
            AuthGrpc.getServiceDescriptor(),
            LockGrpc.getServiceDescriptor(),
            ElectionGrpc.getServiceDescriptor());

    private final int port = LoopbackPorts.take();
    private final Map<String, UnaryScript<?, ?>> unary = new ConcurrentHashMap<>();
    private final Map<String, StreamScript<?>> streams = new ConcurrentHashMap<>();
    private final Map<String, ServerMethodDefinition<?, ?>> methods = new ConcurrentHashMap<>();
    private @Nullable Server server;
    private @Nullable Front front;

    private ScriptedServer() {
        for (ServiceDescriptor service : SERVICES) {
            for (MethodDescriptor<?, ?> method : service.getMethods()) {
                if (method.getType() == MethodType.UNARY) {
                    addUnary(method);
                }
            }
        }
        addStream(WatchGrpc.getWatchMethod(), WatchStream::new);
        addStream(LeaseGrpc.getLeaseKeepAliveMethod(), RenewalStream::new);
        addStream(MaintenanceGrpc.getSnapshotMethod(), ScriptedStream::new);
        addStream(ElectionGrpc.getObserveMethod(), ScriptedStream::new);
    }

    /** A server on a free loopback port, which answers UNIMPLEMENTED to everything until told otherwise. */
    public static ScriptedServer start() {
        ScriptedServer scripted = new ScriptedServer();
        scripted.restart();
        return scripted;
    }

    /** Where clients reach it, as in {@code http://127.0.0.1:20379}. */
    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** What is in front of it from now on: the one that there is, or else the one that {@code maker} makes. */
    public synchronized Front behind(Function<ScriptedServer, ? extends Front> maker) {
        Front there = front;
        if (there == null) {
            there = maker.apply(this);
            front = there;
            if (server == null) {
                there.stop();
            }
        }
        return there;
    }

    /** The port on the loopback interface; the same after a {@link #restart}. */
    public int port() {
        return port;
    }

    /** The script of one unary call. */
    @SuppressWarnings("unchecked") // The script was made from the method that has this name.
    public <Q, R> UnaryScript<Q, R> unary(MethodDescriptor<Q, R> method) {
        UnaryScript<?, ?> script = unary.get(method.getFullMethodName());
        if (script == null) {
            throw new IllegalArgumentException("not a unary call of etcd: " + method.getFullMethodName());
        }
        return (UnaryScript<Q, R>) script;
    }

    /** The script of a stream that has no class of its own. */
    @SuppressWarnings("unchecked") // The script was made from the method that has this name.
    public <Q, R> StreamScript<ScriptedStream<Q, R>> streams(MethodDescriptor<Q, R> method) {
        StreamScript<?> script = streams.get(method.getFullMethodName());
        if (script == null) {
            throw new IllegalArgumentException("not a scripted stream: " + method.getFullMethodName());
        }
        return (StreamScript<ScriptedStream<Q, R>>) script;
    }

    /** The streams that carry watches. */
    @SuppressWarnings("unchecked") // Made so by the constructor.
    public StreamScript<WatchStream> watches() {
        return (StreamScript<WatchStream>) (StreamScript<?>) streams(WatchGrpc.getWatchMethod());
    }

    /** The streams that renew leases. */
    @SuppressWarnings("unchecked") // Made so by the constructor.
    public StreamScript<RenewalStream> renewals() {
        return (StreamScript<RenewalStream>) (StreamScript<?>) streams(LeaseGrpc.getLeaseKeepAliveMethod());
    }

    /** Every call and stream that was ever made, but for watches' and renewals' messages. */
    public int callCount() {
        return unary.values().stream().mapToInt(UnaryScript::count).sum()
                + streams.values().stream()
                        .mapToInt(script -> script.all().size())
                        .sum();
    }

    /**
     * Announces its end by GOAWAY: connections take no new calls, and those under way go on to their end. New connections are
     * refused until {@link #restart}, which takes over the port.
     */
    public synchronized void goAway() {
        if (server != null) {
            server.shutdown();
        }
    }

    /** Ends at once, with all its connections. */
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        if (front != null) {
            // First, so that nobody hears from it of the end of what is behind.
            front.stop();
        }
        server.shutdownNow();
        try {
            if (!server.awaitTermination(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the scripted server at " + endpoint() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server = null;
    }

    /** Starts again on the same port. A server that went away lets its last calls go on beside the new one. */
    public synchronized void restart() {
        if (server != null && !server.isShutdown()) {
            throw new IllegalStateException("the scripted server at " + endpoint() + " runs");
        }
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .directExecutor()
                    .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                    .permitKeepAliveTime(5, TimeUnit.SECONDS)
                    .fallbackHandlerRegistry(new Registry())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (front != null) {
            front.restart();
        }
    }

    @Override
    public synchronized void close() {
        if (front != null) {
            front.close();
            front = null;
        }
        stop();
        LoopbackPorts.release(List.of(port));
    }

    private <Q, R> void addUnary(MethodDescriptor<Q, R> method) {
        UnaryScript<Q, R> script = new UnaryScript<>(method.getFullMethodName());
        unary.put(method.getFullMethodName(), script);
        methods.put(method.getFullMethodName(), ServerMethodDefinition.create(method, script));
    }

    private <Q, R, S extends ScriptedStream<Q, R>> void addStream(
            MethodDescriptor<Q, R> method, Function<ScriptedStream.Wire<Q, R>, S> make) {
        StreamScript<S> script = new StreamScript<>(method.getFullMethodName());
        streams.put(method.getFullMethodName(), script);
        methods.put(method.getFullMethodName(), ServerMethodDefinition.create(method, script.handler(make)));
    }

    private final class Registry extends HandlerRegistry {
        @Override
        public @Nullable ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
            return methods.get(name);
        }
    }
}
