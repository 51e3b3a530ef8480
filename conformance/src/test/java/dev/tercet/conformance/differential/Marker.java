package dev.tercet.conformance.differential;

import com.google.protobuf.ByteString;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;

/** A key that every watch stream watches, to tell when everything before has been delivered. */
final class Marker {
    static final long WATCH = 1_000_000;

    static final PutRequest PUT =
            PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("marker")).build();

    static final WatchRequest CREATE = WatchRequest.newBuilder()
            .setCreateRequest(
                    WatchCreateRequest.newBuilder().setKey(PUT.getKey()).setWatchId(WATCH))
            .build();

    private Marker() {}
}
