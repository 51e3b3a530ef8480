package dev.tercet.conformance.faults.wire.cut;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tercet.conformance.faults.wire.http2.Fields;
import dev.tercet.conformance.faults.wire.http2.Frame;
import dev.tercet.conformance.faults.wire.http2.GrpcMessages;
import dev.tercet.conformance.faults.wire.http2.Http2Call;
import dev.tercet.conformance.faults.wire.http2.Http2Connection;
import dev.tercet.conformance.faults.wire.http2.Http2Connection.Manners;
import dev.tercet.conformance.faults.wire.http2.Http2Server;
import dev.tercet.conformance.faults.wire.http2.Script;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.testkit.script.http.Cut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Plays a {@link Session} over gRPC to whoever watches a prefix, and leaves off where it was told to. */
final class CutServer implements Script, AutoCloseable {
    // Pings come when they like, and would have the same bytes at another place each time.
    private static final Manners STEADY = Manners.GOOD.withoutPings();

    private final Http2Server server;
    private final Queue<Break> breaks = new ConcurrentLinkedQueue<>();
    private volatile long compacted;
    private volatile int longest;

    /**
     * Where the next stream leaves off.
     *
     * @param messages after how many messages
     */
    private record Break(int messages, Ending ending) {}

    CutServer() throws IOException {
        server = new Http2Server(this).usually(STEADY);
    }

    String endpoint() {
        return server.endpoint();
    }

    /** Lets a connection out for so many bytes. */
    void cutNext(long bytes, Cut cut) {
        server.next(STEADY.cutAfter(bytes, cut));
    }

    /** Ends the next stream behind so many messages. */
    void breakNext(int messages, Ending ending) {
        breaks.add(new Break(messages, ending));
    }

    /** From its second stream on, the server has forgotten what is older than this; 0 for never. */
    void compactAfterFirst(long revision) {
        compacted = revision;
    }

    /** Forgets connections and what was planned for them: the next watch makes a new one. */
    void startAfresh() {
        server.nothingPlanned();
        breaks.clear();
        server.cutAll(Cut.FIN);
    }

    /** How many bytes the longest connection had that nothing has cut. */
    int bytes() {
        return longest;
    }

    @Override
    public void message(Http2Call call, byte[] message) {
        WatchRequest request = parse(message);
        if (!request.hasCreateRequest()) {
            return;
        }
        WatchCreateRequest create = request.getCreateRequest();
        Session session = new Session(create.getKey().toStringUtf8());
        boolean first = create.getStartRevision() == Session.FIRST;
        List<WatchResponse> answers = session.since(create.getStartRevision(), 0, first ? 0 : compacted);
        Break planned = breaks.poll();
        int messages = planned == null ? answers.size() : Math.min(planned.messages(), answers.size());
        play(call, answers.subList(0, messages), planned == null ? null : planned.ending());
    }

    private void play(Http2Call call, List<WatchResponse> answers, @Nullable Ending ending) {
        List<Frame> frames = new ArrayList<>();
        frames.add(Frame.headers(call.stream(), Fields.answer(), false));
        answers.forEach(answer -> frames.add(Frame.data(call.stream(), GrpcMessages.of(answer.toByteArray()), false)));
        call.send(frames);
        Http2Connection connection = call.connection();
        longest = Math.max(longest, connection.sentBytes());
        if (ending != null) {
            ending.act().accept(call);
        }
    }

    private static WatchRequest parse(byte[] message) {
        try {
            return WatchRequest.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the client's request cannot be read", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
