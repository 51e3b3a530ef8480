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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Plays a {@link Session} over gRPC to whoever watches a prefix, and leaves off where it was told to. */
final class CutServer implements Script, AutoCloseable {
    // Pings come when they like, and would have the same bytes at another place each time.
    private static final Manners STEADY = Manners.GOOD.withoutPings();

    /** The most that may be in a frame. */
    private static final int LARGEST = 16_384;

    private final Http2Server server;
    private final Function<String, Session> sessions;
    private final Map<String, Break> breaks = new ConcurrentHashMap<>();
    private volatile long compacted;
    private volatile int longest;
    private volatile int created;

    /**
     * Where the next stream of a watch leaves off.
     *
     * @param messages after how many messages
     */
    private record Break(int messages, Ending ending) {}

    /**
     * A server.
     *
     * @param sessions what is played to whom, by the prefix
     */
    CutServer(Function<String, Session> sessions) throws IOException {
        this.sessions = sessions;
        server = new Http2Server(this).usually(STEADY);
    }

    String endpoint() {
        return server.endpoint();
    }

    /** Lets a connection out for so many bytes. */
    void cutNext(long bytes, Cut cut) {
        server.next(STEADY.cutAfter(bytes, cut));
    }

    /** Ends the next stream of this prefix behind so many messages. */
    void breakNext(String prefix, int messages, Ending ending) {
        breaks.put(prefix, new Break(messages, ending));
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

    /** After how many bytes of it the watch was created. */
    int bytesUntilCreated() {
        return created;
    }

    /** How many bytes the longest connection had that nothing has cut. */
    int bytes() {
        return longest;
    }

    @Override
    public void message(Http2Call call, byte[] message) {
        WatchRequest request = parse(message);
        if (!request.hasCreateRequest() || call.connection().isOver()) {
            // What goes to a connection of the last watch that is cut already comes again on another.
            return;
        }
        WatchCreateRequest create = request.getCreateRequest();
        String prefix = create.getKey().toStringUtf8();
        Session session = sessions.apply(prefix);
        boolean first = create.getStartRevision() == Session.FIRST;
        List<WatchResponse> answers = session.since(create.getStartRevision(), 0, first ? 0 : compacted);
        Break planned = breaks.remove(prefix);
        int messages = planned == null ? answers.size() : Math.min(planned.messages(), answers.size());
        play(call, answers.subList(0, messages), planned == null ? null : planned.ending());
    }

    private void play(Http2Call call, List<WatchResponse> answers, @Nullable Ending ending) {
        List<Frame> frames = new ArrayList<>();
        frames.add(Frame.headers(call.stream(), Fields.answer(), false));
        for (WatchResponse answer : answers) {
            byte[] message = GrpcMessages.of(answer.toByteArray());
            for (int at = 0; at < message.length; at += LARGEST) {
                byte[] part = Arrays.copyOfRange(message, at, Math.min(message.length, at + LARGEST));
                frames.add(Frame.data(call.stream(), part, false));
            }
        }
        Http2Connection connection = call.connection();
        int before = connection.sentBytes();
        call.send(frames);
        // Of a stream that leaves off there may be nothing but the headers, and it is not all that there is to cut.
        if (ending == null && connection.sentBytes() > longest) {
            longest = connection.sentBytes();
            created = before + Frame.bytes(frames.subList(0, 2)).length;
        }
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
