package dev.tercet.embedded.internal.watch;

import static dev.tercet.embedded.internal.watch.Client.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.proto.etcdserverpb.WatchCreateRequest.FilterType;
import org.junit.jupiter.api.Test;

/** Which events come, in which messages, under which revision. */
class WatchEventsTest {
    private final Rig rig = new Rig();
    private final Client client = rig.client();

    @Test
    void aQuietServerSendsEachRevisionByItself() {
        client.create(watch("a*"));
        rig.put("1", "a1", "b", "a2");
        assertThat(client.heard()).containsExactly("0@1 created", "0@2 a1=1/2 a2=1/2");
        rig.put("2", "b");
        rig.delete("a1");
        assertThat(client.heard()).containsExactly("0@4 -a1/4");
    }

    @Test
    void whatComesTogetherGoesTogetherUnderTheLastRevision() {
        client.create(watch("a*"));
        rig.put("1", "a");
        rig.put("2", "a");
        rig.put("2", "b");
        assertThat(client.heard()).containsExactly("0@1 created", "0@3 a=1/2 a=2/3");
    }

    @Test
    void thousandRevisionsAreEnoughForAMessage() {
        client.create(watch("a*"));
        for (int i = 0; i < 2500; i++) {
            rig.put("1", "a1", "a2");
        }
        rig.run();
        assertThat(client.outlet.messages)
                .extracting(message -> message.events().events().size() + "@"
                        + message.header().getRevision())
                .containsExactly("0@1", "2000@1001", "2000@2001", "1000@2501");
    }

    @Test
    void muchIsSentInSeveralMessagesAndNeverHalfARevision() {
        client.create(watch("a*"));
        String large = "x".repeat(200_000);
        for (int i = 0; i < 4; i++) {
            rig.put(large, "a1", "a2", "a3");
        }
        rig.run();
        assertThat(client.outlet.messages)
                .extracting(message -> message.events().events().size())
                .containsExactly(0, 3, 3, 3, 3);
    }

    @Test
    void filtersLeaveOut() {
        client.create(watch("a").addFilters(FilterType.NOPUT));
        client.create(watch("a").addFilters(FilterType.NODELETE));
        client.create(watch("a").addFilters(FilterType.NODELETE).addFilters(FilterType.NOPUT));
        client.heard();
        rig.put("1", "a");
        rig.delete("a");
        assertThat(client.heard()).containsExactlyInAnyOrder("1@2 a=1/2", "0@3 -a/3");
    }

    @Test
    void previousValuesAreForThoseWhoAsked() {
        client.create(watch("a").setPrevKv(true)).create(watch("a"));
        client.heard();
        rig.put("1", "a");
        rig.put("2", "a");
        rig.delete("a");
        assertThat(client.heard()).containsExactlyInAnyOrder("0@4 a=1/2 a=2(1)/3 -a(2)/4", "1@4 a=1/2 a=2/3 -a/4");
    }

    @Test
    void thePastComesUnderTheRevisionOfNow() {
        rig.put("1", "a");
        rig.put("2", "b");
        rig.put("3", "a", "a2");
        rig.delete("a");
        rig.put("4", "b");
        client.create(watch("a*").setStartRevision(3).setPrevKv(true));
        assertThat(client.heard()).containsExactly("0@6 created", "0@6 a=3(1)/4 a2=3/4 -a(3)/5");
        rig.put("5", "a");
        assertThat(client.heard()).containsExactly("0@7 a=5/7");
    }

    @Test
    void aLongPastComesInPiecesOfThousandRevisions() {
        for (int i = 0; i < 2500; i++) {
            rig.put("1", "a1", "a2");
            rig.put("1", "b");
        }
        client.create(watch("a*").setStartRevision(1));
        rig.run();
        assertThat(client.outlet.messages)
                .extracting(message -> message.events().events().size() + "@"
                        + message.header().getRevision())
                .containsExactly("0@5001", "2000@5001", "2000@5001", "1000@5001");
    }

    @Test
    void thePastGoesOverIntoThePresent() {
        rig.put("1", "a");
        client.create(watch("a").setStartRevision(1));
        rig.put("2", "a");
        assertThat(client.heard()).containsExactly("0@2 created", "0@3 a=1/2 a=2/3");
        rig.put("3", "a");
        assertThat(client.heard()).containsExactly("0@4 a=3/4");
    }

    @Test
    void aFutureStartIsWaitedFor() {
        client.create(watch("a").setStartRevision(4)).create(watch("a"));
        client.heard();
        for (int i = 2; i <= 5; i++) {
            rig.put("" + i, "a");
        }
        assertThat(client.heard()).containsExactlyInAnyOrder("0@5 a=4/4 a=5/5", "1@5 a=2/2 a=3/3 a=4/4 a=5/5");
        rig.put("6", "a");
        assertThat(client.heard()).containsExactlyInAnyOrder("0@6 a=6/6", "1@6 a=6/6");
    }

    @Test
    void oneWhoComesLaterDoesNotHearWhatPendsForOthers() {
        client.create(watch("a"));
        rig.put("1", "a");
        client.create(watch("a"));
        rig.put("2", "a");
        assertThat(client.heard()).containsExactly("0@1 created", "1@2 created", "0@3 a=1/2 a=2/3", "1@3 a=2/3");
    }

    @Test
    void watchesOfOneInterestShareTheirEvents() {
        Client other = rig.client();
        client.create(watch("a*"));
        other.create(watch("a*"));
        rig.put("1", "a");
        rig.run();
        EventBatch mine = client.outlet.messages.get(1).events();
        assertThat(other.outlet.messages.get(1).events()).isSameAs(mine);
        Object decoded = mine.as(events -> new Object());
        assertThat(decoded).isSameAs(other.outlet.messages.get(1).events().as(events -> new Object()));
    }

    @Test
    void aStartBeforeTheCompactedRevisionIsCanceledAndOneAtItIsNot() {
        rig.put("1", "a");
        rig.put("2", "a");
        rig.delete("a");
        rig.compact(4);
        client.create(watch("a").setStartRevision(3))
                .create(watch("a").setStartRevision(4).setPrevKv(true));
        assertThat(client.heard())
                .containsExactlyInAnyOrder("0@4 created", "1@4 created", "0@0 canceled compacted 4", "1@4 -a/4");
        assertThat(rig.watching.openWatches()).isEqualTo(1);
        client.create(watch("a").setWatchId(0)).create(watch("b").setWatchId(1));
        assertThat(client.cancel(0).heard())
                .as("the id stays taken until the client cancels it")
                .containsExactly(
                        "2@4 created",
                        "-1@4 created canceled mvcc: duplicate watch ID provided on the WatchStream",
                        "0@4 canceled");
        assertThat(rig.watching.openWatches()).isEqualTo(2);
    }

    @Test
    void compactionDoesNotConcernALiveWatchThatHeardNothingForLong() {
        client.create(watch("a"));
        client.heard();
        for (int i = 0; i < 100; i++) {
            rig.put("1", "b");
        }
        rig.compact(100);
        rig.watching.hold();
        rig.run();
        rig.watching.release();
        rig.put("1", "a");
        assertThat(client.heard()).containsExactly("0@102 a=1/102");
    }

    @Test
    void heldWatchesCatchUp() {
        client.create(watch("a")).create(watch("b").setStartRevision(9));
        client.heard();
        rig.put("1", "a");
        rig.watching.hold();
        rig.put("2", "a");
        client.create(watch("a"));
        assertThat(client.heard()).as("what is asked for is answered").containsExactly("2@3 created");
        rig.put("3", "a");
        assertThat(client.progress().heard()).isEmpty();
        rig.watching.release();
        assertThat(client.heard()).containsExactlyInAnyOrder("0@4 a=1/2 a=2/3 a=3/4", "2@4 a=3/4");
        rig.put("4", "a");
        assertThat(client.heard()).containsExactlyInAnyOrder("0@5 a=4/5", "2@5 a=4/5");
    }

    @Test
    void heldWatchesAreOvertakenByCompaction() {
        client.create(watch("a")).create(watch("b"));
        client.heard();
        rig.watching.hold();
        rig.put("1", "a");
        rig.put("2", "a");
        rig.compact(3);
        rig.watching.release();
        assertThat(client.heard()).containsExactlyInAnyOrder("0@0 canceled compacted 3", "1@0 canceled compacted 3");
        assertThat(rig.watching.openWatches()).isZero();
    }

    @Test
    void fragmentsAreForThoseWhoAsked() {
        rig.watching.fragmentAbove(100);
        client.create(watch("a*").setFragment(true)).create(watch("a*"));
        client.heard();
        rig.put("x".repeat(30), "a1", "a2", "a3");
        rig.run();
        assertThat(client.outlet.messages)
                .extracting(message -> message.watchId() + ": "
                        + message.events().events().size() + (message.fragment() ? " and more" : ""))
                .containsExactly("0: 1 and more", "0: 1 and more", "0: 1", "1: 3");
        rig.watching.fragmentAsEtcd();
        client.heard();
        rig.put("x", "a1", "a2");
        assertThat(client.heard()).containsExactly("0@3 a1=x/3 a2=x/3", "1@3 a1=x/3 a2=x/3");
    }
}
