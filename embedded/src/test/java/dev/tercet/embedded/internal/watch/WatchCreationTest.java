package dev.tercet.embedded.internal.watch;

import static dev.tercet.embedded.internal.watch.Client.watch;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import org.junit.jupiter.api.Test;

/** What is answered to one who asks for a watch, or for its end. */
class WatchCreationTest {
    private final Rig rig = new Rig();
    private final Client client = rig.client();

    @Test
    void theHeaderHasTheRevisionOfTheMomentAndEventsComeAfterIt() {
        rig.put("1", "a");
        client.create(watch("a"));
        rig.put("2", "a");
        assertThat(client.heard()).containsExactly("0@2 created", "0@3 a=2/3");
    }

    @Test
    void idsCountFromZeroAndPassByThoseInUse() {
        client.create(watch("a")).create(watch("b").setWatchId(2)).create(watch("c"));
        client.create(watch("d")).create(watch("e"));
        assertThat(client.heard())
                .containsExactly("0@1 created", "2@1 created", "1@1 created", "3@1 created", "4@1 created");
        client.cancel(1).create(watch("f")).create(watch("g").setWatchId(1));
        assertThat(client.heard()).containsExactly("1@1 canceled", "5@1 created", "1@1 created");
        assertThat(rig.watching.openWatches()).isEqualTo(6);
    }

    @Test
    void anIdInUseIsRefused() {
        client.create(watch("a").setWatchId(7)).create(watch("b").setWatchId(7));
        assertThat(client.heard())
                .containsExactly(
                        "7@1 created", "-1@1 created canceled mvcc: duplicate watch ID provided on the WatchStream");
        assertThat(rig.client().create(watch("a").setWatchId(7)).heard()).containsExactly("7@1 created");
    }

    @Test
    void anEmptyRangeIsRefused() {
        WatchCreateRequest.Builder request = watch("b").setRangeEnd(Rig.bytes("a"));
        assertThat(client.create(request).heard())
                .containsExactly("-1@1 created canceled mvcc: watcher range is empty");
        assertThat(client.create(request.setRangeEnd(Rig.bytes("b"))).heard())
                .containsExactly("-1@1 created canceled mvcc: watcher range is empty");
        assertThat(client.create(watch("b")).heard()).as("no id is used up").containsExactly("0@1 created");
    }

    @Test
    void aNegativeStartIsRefusedAsCompactedEvenWhereTheRangeIsEmpty() {
        assertThat(client.create(watch("b").setRangeEnd(Rig.bytes("a")).setStartRevision(-1))
                        .heard())
                .containsExactly("-1@1 created canceled etcdserver: mvcc: required revision has been compacted");
    }

    @Test
    void anEmptyKeyIsTheFirstThereCanBe() {
        client.create(WatchCreateRequest.newBuilder());
        client.create(WatchCreateRequest.newBuilder().setRangeEnd(Rig.bytes("\0")));
        rig.put("1", "\0", "a");
        assertThat(client.heard()).containsExactly("0@1 created", "1@1 created", "0@2 \0=1/2", "1@2 \0=1/2 a=1/2");
    }

    @Test
    void whatIsUnknownOrEmptyIsPassedOver() {
        client.create(watch("a")).cancel(5).cancel(0).cancel(0);
        client.inlet.message(WatchRequest.getDefaultInstance());
        assertThat(client.heard()).containsExactly("0@1 created", "0@1 canceled");
        assertThat(rig.watching.openWatches()).isZero();
    }

    @Test
    void nothingIsHeardAfterACancel() {
        client.create(watch("a"));
        rig.put("1", "a");
        client.cancel(0).create(watch("a"));
        rig.put("2", "a");
        assertThat(client.heard()).containsExactly("0@1 created", "0@2 canceled", "1@2 created", "1@3 a=2/3");
    }

    @Test
    void anyBytesMayBeWatched() {
        ByteString odd = ByteString.copyFrom(new byte[] {(byte) 0xff, 0, (byte) 0x80});
        client.create(WatchCreateRequest.newBuilder().setKey(odd));
        client.create(WatchCreateRequest.newBuilder()
                .setKey(ByteString.copyFrom(new byte[] {(byte) 0x80}))
                .setRangeEnd(Rig.bytes("\0")));
        rig.apply.step(() -> rig.store.write(writing -> writing.put(odd, odd, 0)));
        rig.apply.step(() -> rig.store.write(writing -> writing.delete(KeyInterval.of(odd))));
        rig.run();
        assertThat(client.outlet.messages)
                .filteredOn(message -> !message.created())
                .allSatisfy(message -> assertThat(message.events().events())
                        .hasSize(2)
                        .allSatisfy(event -> assertThat(event.getKv().getKey()).isEqualTo(odd)));
    }
}
