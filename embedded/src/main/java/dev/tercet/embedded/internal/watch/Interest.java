package dev.tercet.embedded.internal.watch;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.Change;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest.FilterType;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.proto.mvccpb.Event.EventType;
import dev.tercet.proto.mvccpb.KeyValue;

/**
 * What a watch wants to hear of. Watches with equal interests get the same events.
 *
 * @param previous whether with what was there before
 */
record Interest(KeyInterval keys, boolean puts, boolean deletes, boolean previous) {
    private static final ByteString FIRST_KEY = ByteString.copyFrom(new byte[1]);

    static Interest of(WatchCreateRequest request) {
        // No key can be empty: etcd takes it for the first key there can be.
        ByteString key = request.getKey().isEmpty() ? FIRST_KEY : request.getKey();
        return new Interest(
                new KeyInterval(key, request.getRangeEnd()),
                !request.getFiltersList().contains(FilterType.NOPUT),
                !request.getFiltersList().contains(FilterType.NODELETE),
                request.getPrevKv());
    }

    /** Whether it wants a change of one of its keys. */
    boolean wants(Change change) {
        return change.type() == EventType.PUT ? puts : deletes;
    }

    /** What is told of a change. */
    Event event(Change change, boolean previousIsKept) {
        Event.Builder event = Event.newBuilder().setType(change.type()).setKv(change.kv());
        KeyValue before = change.before();
        if (previous && previousIsKept && before != null) {
            event.setPrevKv(before);
        }
        return event.build();
    }
}
