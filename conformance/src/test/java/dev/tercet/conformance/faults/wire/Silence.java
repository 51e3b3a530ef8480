package dev.tercet.conformance.faults.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.cut.Listener;
import dev.tercet.conformance.faults.wire.cut.Session;
import dev.tercet.conformance.faults.wire.http2.Fields;
import dev.tercet.conformance.faults.wire.http2.Frame;
import dev.tercet.conformance.faults.wire.http2.GrpcMessages;
import dev.tercet.conformance.faults.wire.http2.Http2Call;
import dev.tercet.conformance.faults.wire.http2.Http2Connection.Manners;
import dev.tercet.conformance.faults.wire.http2.Http2Server;
import dev.tercet.conformance.faults.wire.http2.Script;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.grpc.GrpcTransportProvider;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.testkit.script.Messages;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A member falls silent in the middle of a watch: its connections stay, nothing comes, and pings have no answer. The client finds that
 * out in the time that it was given for it, and goes to another member: the watch tells everything once, a read is answered there, and
 * a write that was on its way is in doubt before its own time is over.
 */
final class Silence {
    /** The least there is. */
    private static final Duration PROBED_AFTER = Duration.ofSeconds(10);

    private static final Duration ANSWER = Duration.ofSeconds(1);

    /** Far more than a slow machine needs: who waits for it has not found out. */
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private static final int BEFORE_SILENCE = 4;

    private final Tally tally;
    private final Object lock = new Object();
    private @Nullable Member silent;

    Silence(Tally tally) {
        this.tally = tally;
    }

    void play() throws Exception {
        try (Member one = new Member();
                Member other = new Member();
                EtcdClient etcd = EtcdClient.builder()
                        .endpoints(one.server.endpoint(), other.server.endpoint())
                        .transport(new GrpcTransportProvider())
                        .keepAlive(PROBED_AFTER, ANSWER)
                        .timeout(DEADLINE)
                        .build()) {
            // So that there is a connection for calls before one falls silent.
            etcd.kv().get("k");
            List<CompletableFuture<?>> calls = new ArrayList<>();
            Session session = new Session("/silence/");
            Listener listener = new Listener(session, false, () -> {
                calls.add(etcd.async().kv().put("k", "v"));
                calls.add(etcd.async().kv().get("k"));
            });
            tally.violations(listener.watch(etcd));
            if (silent == null || listener.interruptions() == 0) {
                tally.violation("silence: nobody fell silent, or nobody noticed");
            }
            judge(calls);
            tally.count("silence: pings without an answer");
        }
    }

    private void judge(List<CompletableFuture<?>> calls) throws InterruptedException {
        try {
            // To the other member, if it went there.
            calls.get(0).get(DEADLINE.toSeconds() * 2, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            boolean right = e.getCause() instanceof EtcdException typed
                    && typed.outcome() == Outcome.UNKNOWN
                    && typed.code() == ErrorCode.UNAVAILABLE;
            if (!right) {
                tally.violation("silence: the put ended with " + e.getCause());
            }
        } catch (TimeoutException e) {
            tally.violation("silence: the put does not end");
        }
        try {
            calls.get(1).get(DEADLINE.toSeconds() * 2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            tally.violation("silence: the read has no answer from the other member: " + e);
        }
    }

    /** One of two, of which the first that has a watch falls silent. */
    private final class Member implements Script, AutoCloseable {
        private final Http2Server server;

        Member() throws IOException {
            server = new Http2Server(this);
        }

        private boolean fallsSilent() {
            synchronized (lock) {
                if (silent == null) {
                    silent = this;
                    // Nor does it speak to whoever comes anew.
                    server.ignorePings();
                    server.usually(Manners.GOOD.greeting(new byte[0]).withoutPings());
                    return true;
                }
                return false;
            }
        }

        private boolean isSilent() {
            synchronized (lock) {
                return silent == this;
            }
        }

        @Override
        public void message(Http2Call call, byte[] message) {
            if (!call.path().endsWith("/Watch") || isSilent()) {
                return;
            }
            WatchCreateRequest create;
            try {
                create = WatchRequest.parseFrom(message).getCreateRequest();
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("the client's request cannot be read", e);
            }
            if (create.getKey().isEmpty()) {
                return;
            }
            List<WatchResponse> answers =
                    new Session(create.getKey().toStringUtf8()).since(create.getStartRevision(), 0);
            if (fallsSilent()) {
                answers = answers.subList(0, BEFORE_SILENCE);
            }
            List<Frame> frames = new ArrayList<>(List.of(Frame.headers(call.stream(), Fields.answer(), false)));
            answers.forEach(each -> frames.add(Frame.data(call.stream(), GrpcMessages.of(each.toByteArray()), false)));
            call.send(frames);
        }

        @Override
        public void whole(Http2Call call) {
            if (!isSilent() && call.path().endsWith("/Range")) {
                call.answer(Messages.range(30).toByteArray());
            } else if (!isSilent() && call.path().endsWith("/Put")) {
                call.answer(Messages.putReply(30).toByteArray());
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
