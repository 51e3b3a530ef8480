package dev.tercet.proto.codec;

import static dev.tercet.proto.codec.KvCodecTest.DECODED;
import static dev.tercet.proto.codec.KvCodecTest.HEADER;
import static dev.tercet.proto.codec.KvCodecTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.hub.WatchDown;
import dev.tercet.spi.hub.WatchUp;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchCodecTest {
    @Test
    void whatGoesUp() {
        WatchRpcs.Create create =
                new WatchRpcs.Create(KeyRange.prefix("a"), 7, Set.of(WatchFilter.NO_DELETE), true, true, true);
        assertThat(WatchCodec.encode(new WatchUp.Create(create)).getCreateRequest())
                .isEqualTo(WatchCreateRequest.newBuilder()
                        .setKey(text("a"))
                        .setRangeEnd(text("b"))
                        .setStartRevision(7)
                        .addFilters(WatchCreateRequest.FilterType.NODELETE)
                        .setPrevKv(true)
                        .setProgressNotify(true)
                        .setFragment(true)
                        .build());
        WatchRequest cancel = WatchCodec.encode(new WatchUp.Cancel(0));
        assertThat(cancel.hasCancelRequest()).isTrue();
        assertThat(cancel.getCancelRequest().getWatchId()).isZero();
        assertThat(WatchCodec.encode(new WatchUp.Progress()).hasProgressRequest())
                .isTrue();
    }

    @Test
    void whatComesDown() throws IOException {
        WatchResponse events = WatchResponse.newBuilder()
                .setHeader(HEADER)
                .setWatchId(3)
                .setFragment(true)
                .addEvents(Event.newBuilder().setKv(kv("k", "v")))
                .addEvents(Event.newBuilder()
                        .setType(Event.EventType.DELETE)
                        .setKv(kv("k", ""))
                        .setPrevKv(kv("k", "v")))
                .build();
        KeyValue put = new KeyValue(Bytes.of("k"), Bytes.of("v"), 0, 0, 0, 0);
        KeyValue gone = new KeyValue(Bytes.of("k"), Bytes.EMPTY, 0, 0, 0, 0);
        assertThat(decoded(events))
                .isEqualTo(new WatchDown(
                        DECODED,
                        3,
                        false,
                        false,
                        0,
                        "",
                        true,
                        List.of(
                                new WatchEvent(WatchEvent.Type.PUT, put, null),
                                new WatchEvent(WatchEvent.Type.DELETE, gone, put))));
        WatchResponse compacted = WatchResponse.newBuilder()
                .setWatchId(-1)
                .setCreated(true)
                .setCanceled(true)
                .setCompactRevision(9)
                .setCancelReason("no")
                .build();
        WatchDown canceled = decoded(compacted);
        assertThat(canceled).isEqualTo(new WatchDown(Header.NONE, -1, true, true, 9, "no", false, List.of()));
        assertThat(canceled.asCanceled()).isEqualTo(new WatchRpcs.Canceled(Header.NONE, 9, "no"));
    }

    private static WatchDown decoded(WatchResponse message) throws IOException {
        WatchDown read = WatchCodec.CODEC.decode(new ByteArrayInputStream(message.toByteArray()));
        assertThat(WatchCodec.CODEC.fromMessage(message)).isEqualTo(read);
        return read;
    }

    private static dev.tercet.proto.mvccpb.KeyValue kv(String key, String value) {
        return dev.tercet.proto.mvccpb.KeyValue.newBuilder()
                .setKey(text(key))
                .setValue(text(value))
                .build();
    }
}
