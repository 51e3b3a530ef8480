package dev.tercet.embedded.internal.watch;

import static dev.tercet.embedded.internal.watch.Client.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.proto.mvccpb.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Clients that do not take what they are told. */
class SlowClientTest {
    private final Rig rig = new Rig();
    private final Client client = rig.client();

    @Test
    void someMessagesWaitForItAndTheRestIsReadFromHistory() {
        client.create(watch("a"));
        client.heard();
        client.outlet.room = 0;
        put(200);
        assertThat(client.outlet.messages).isEmpty();
        client.room(1);
        assertThat(client.heard()).containsExactly("0@2 a=2/2");
        client.room(126);
        assertThat(client.heard()).hasSize(126);
        client.room(5);
        rig.run();
        assertThat(client.outlet.messages)
                .extracting(message -> message.header().getRevision())
                .as("the last that waited, and the rest in one")
                .containsExactly(129L, 201L);
        assertThat(revisions()).isEqualTo(range(129, 201));
        client.outlet.messages.clear();
        put(3);
        assertThat(revisions()).as("it is live again").isEqualTo(range(202, 204));
    }

    @Test
    void itDoesNotHoldUpOthers() {
        Client quick = rig.client();
        client.create(watch("a"));
        quick.create(watch("a"));
        client.heard();
        client.outlet.room = 0;
        put(300);
        assertThat(quick.heard()).hasSize(301);
        client.room(Integer.MAX_VALUE);
        assertThat(revisions()).isEqualTo(range(2, 301));
    }

    @Test
    void itIsOvertakenByCompaction() {
        client.create(watch("a")).create(watch("b"));
        client.heard();
        client.outlet.room = 0;
        put(200);
        rig.compact(150);
        client.room(Integer.MAX_VALUE);
        List<String> heard = client.heard();
        assertThat(heard).hasSize(129).endsWith("0@129 a=129/129", "0@0 canceled compacted 150");
        rig.put("1", "b");
        assertThat(client.heard()).as("the other had missed nothing").containsExactly("1@202 b=1/202");
    }

    @Test
    void itReadsOnFromWhereItWasWhenItStopsAgain() {
        client.create(watch("a"));
        client.heard();
        client.outlet.room = 0;
        put(3000);
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 500 && all.size() < 3000; i++) {
            client.room(i % 3);
            all.addAll(revisions());
            client.outlet.messages.clear();
        }
        assertThat(all).isEqualTo(range(2, 3001));
    }

    @Test
    void progressIsNotClaimedWhileEventsAreMissing() {
        client.create(watch("a"));
        client.heard();
        client.outlet.room = 0;
        put(200);
        client.progress();
        rig.run();
        client.room(Integer.MAX_VALUE);
        rig.run();
        assertThat(client.outlet.messages).noneMatch(message -> message.watchId() == WatchMessage.NO_WATCH);
        client.heard();
        assertThat(client.progress().heard()).containsExactly("-1@201");
    }

    @Test
    void whatItAskedForIsNotLost() {
        client.outlet.room = 0;
        for (int i = 0; i < 300; i++) {
            client.create(watch("a"));
        }
        rig.put("1", "a");
        rig.run();
        client.room(Integer.MAX_VALUE);
        List<String> heard = client.heard();
        assertThat(heard).hasSize(600);
        assertThat(heard.subList(0, 300)).allMatch(line -> line.endsWith("@1 created"));
        assertThat(heard.subList(300, 600)).allMatch(line -> line.endsWith("@2 a=1/2"));
    }

    @Test
    void itShouldNotAskForMoreWhileMuchIsOwedToIt() {
        for (int i = 0; i < 127; i++) {
            client.cancel(5).create(watch("a").setWatchId(-1).setStartRevision(-1));
        }
        assertThat(client.isFull()).isFalse();
        client.create(watch("a"));
        assertThat(client.isFull()).as("before it was said").isTrue();
        client.room(1);
        assertThat(client.isFull()).isFalse();
        client.create(watch("a"));
        rig.run();
        assertThat(client.isFull()).as("as the client does not listen").isTrue();
        client.room(Integer.MAX_VALUE);
        assertThat(client.isFull()).isFalse();
        assertThat(client.heard()).hasSize(129);
    }

    @Test
    void moreThanIsKeptForItWhileTheLoopStandsStillComesFromHistory() {
        client.create(watch("a"));
        client.heard();
        for (int i = 0; i < 60_000; i++) {
            rig.put("1", "a");
        }
        rig.run();
        assertThat(revisions()).isEqualTo(range(2, 60_001));
        assertThat(client.outlet.messages).hasSize(60);
        client.outlet.messages.clear();
        put(2);
        assertThat(client.heard()).containsExactly("0@60002 a=60002/60002", "0@60003 a=60003/60003");
    }

    /** So many revisions, each told by itself. */
    private void put(int times) {
        for (int i = 0; i < times; i++) {
            rig.put("" + (rig.store.revision() + 1), "a");
            rig.run();
        }
    }

    private List<Long> revisions() {
        return client.outlet.messages.stream()
                .flatMap(message -> message.events().events().stream())
                .map(Event::getKv)
                .map(kv -> kv.getModRevision())
                .toList();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
