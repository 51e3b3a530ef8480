package dev.tercet.conformance.faults.wire.cut;

import com.google.protobuf.ByteString;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.proto.mvccpb.KeyValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** What a real etcd has sent to a watch, behind the answer to its creation: see {@link RecordTest}. */
final class Recording {
    /** Of the keys in it. */
    static final String PREFIX = "/recorded/";

    private static final String NAME = "watch.recording.gz";

    private Recording() {}

    /** Read when it is wanted, which is not when it is made. */
    private static final class Held {
        static final List<WatchResponse> ALL = read();
    }

    /** The same with other keys. */
    static List<WatchResponse> of(String prefix) {
        return Held.ALL.stream().map(message -> under(prefix, message)).toList();
    }

    private static WatchResponse under(String prefix, WatchResponse message) {
        WatchResponse.Builder moved = message.toBuilder();
        for (Event.Builder event : moved.getEventsBuilderList()) {
            move(prefix, event.getKvBuilder());
            if (event.hasPrevKv()) {
                move(prefix, event.getPrevKvBuilder());
            }
        }
        return moved.build();
    }

    private static void move(String prefix, KeyValue.Builder kv) {
        kv.setKey(ByteString.copyFromUtf8(prefix).concat(kv.getKey().substring(PREFIX.length())));
    }

    private static List<WatchResponse> read() {
        List<WatchResponse> all = new ArrayList<>();
        try (InputStream in =
                new GZIPInputStream(Objects.requireNonNull(Recording.class.getResourceAsStream(NAME), NAME))) {
            for (WatchResponse next = WatchResponse.parseDelimitedFrom(in);
                    next != null;
                    next = WatchResponse.parseDelimitedFrom(in)) {
                all.add(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(all);
    }

    static void write(List<WatchResponse> messages, OutputStream file) throws IOException {
        try (OutputStream out = new GZIPOutputStream(file)) {
            for (WatchResponse each : messages) {
                each.writeDelimitedTo(out);
            }
        }
    }
}
