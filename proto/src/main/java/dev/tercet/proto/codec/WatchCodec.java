package dev.tercet.proto.codec;

import dev.tercet.proto.etcdserverpb.WatchCancelRequest;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest.FilterType;
import dev.tercet.proto.etcdserverpb.WatchProgressRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.watch.WatchFilter;

/** The watch service: what goes up its stream, and the events that come down. */
public final class WatchCodec {
    private static final WatchRequest PROGRESS = WatchRequest.newBuilder()
            .setProgressRequest(WatchProgressRequest.getDefaultInstance())
            .build();

    /** The stream that watches share. */
    public static final MethodCodec<WatchUp, WatchDown> CODEC =
            MethodCodec.reading(WatchCodec::encode, DirectReplies::watch);

    private WatchCodec() {}

    public static WatchRequest encode(WatchUp message) {
        if (message instanceof WatchUp.Create create) {
            return WatchRequest.newBuilder()
                    .setCreateRequest(encode(create.create()))
                    .build();
        }
        if (message instanceof WatchUp.Cancel cancel) {
            return WatchRequest.newBuilder()
                    .setCancelRequest(WatchCancelRequest.newBuilder().setWatchId(cancel.watchId()))
                    .build();
        }
        return PROGRESS;
    }

    private static WatchCreateRequest encode(WatchRpcs.Create create) {
        WatchCreateRequest.Builder request = WatchCreateRequest.newBuilder()
                .setKey(BytesCodec.encode(create.range().key()))
                .setRangeEnd(BytesCodec.encode(create.range().end()))
                .setStartRevision(create.startRevision())
                .setPrevKv(create.previous())
                .setProgressNotify(create.progress())
                .setFragment(create.fragments());
        for (WatchFilter filter : create.filters()) {
            request.addFilters(
                    switch (filter) {
                        case NO_PUT -> FilterType.NOPUT;
                        case NO_DELETE -> FilterType.NODELETE;
                    });
        }
        return request.build();
    }
}
