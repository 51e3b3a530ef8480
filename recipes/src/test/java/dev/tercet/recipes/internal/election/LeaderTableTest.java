package dev.tercet.recipes.internal.election;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.election.LeaderSignal;
import dev.tercet.watch.WatchEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaderTableTest {
    private final LeaderTable table = new LeaderTable();

    private static KeyValue kv(String key, String value, long created, long modified) {
        return new KeyValue(Bytes.of(key), Bytes.of(value), created, modified, 1, 7);
    }

    private static WatchEvent put(KeyValue kv) {
        return new WatchEvent(WatchEvent.Type.PUT, kv, null);
    }

    private static WatchEvent deleted(String key, long revision) {
        return new WatchEvent(
                WatchEvent.Type.DELETE, new KeyValue(Bytes.of(key), Bytes.EMPTY, 0, revision, 0, 0), null);
    }

    private static LeaderSignal leads(KeyValue kv) {
        return new LeaderSignal.Leads(Candidates.of(kv));
    }

    @Test
    void tellsThatNobodyLeadsOnce() {
        assertThat(table.reset(List.of(), 5)).contains(new LeaderSignal.Vacant(5));
        assertThat(table.reset(List.of(), 6)).isEmpty();
        KeyValue ann = kv("e/a", "ann", 7, 7);
        assertThat(table.change(List.of(put(ann)), 7)).contains(leads(ann));
        assertThat(table.change(List.of(deleted("e/a", 8)), 8)).contains(new LeaderSignal.Vacant(8));
    }

    @Test
    void theOldestLeadsWhoeverComesLater() {
        KeyValue ann = kv("e/b", "ann", 3, 3);
        KeyValue bob = kv("e/a", "bob", 4, 4);
        assertThat(table.reset(List.of(bob, ann), 5)).contains(leads(ann));
        assertThat(table.change(List.of(put(kv("e/0", "eve", 6, 6))), 6)).isEmpty();
        assertThat(table.change(List.of(put(kv("e/a", "bobby", 4, 7))), 7)).isEmpty();
        assertThat(table.change(List.of(deleted("e/b", 8)), 8)).contains(leads(kv("e/a", "bobby", 4, 7)));
    }

    @Test
    void tellsWhatTheLeaderProclaims() {
        table.reset(List.of(kv("e/a", "ann", 3, 3)), 3);
        KeyValue other = kv("e/a", "anna", 3, 4);
        assertThat(table.change(List.of(put(other)), 4)).contains(new LeaderSignal.Proclaimed(Candidates.of(other)));
    }

    @Test
    void oneWhoCameBackWithItsKeyIsAnotherLeader() {
        table.reset(List.of(kv("e/a", "ann", 3, 3)), 3);
        KeyValue again = kv("e/a", "ann", 9, 9);
        assertThat(table.reset(List.of(again), 9)).contains(leads(again));
    }

    @Test
    void whoGoesAndComesInOneRevisionIsSeenAsWhatCameOfIt() {
        KeyValue bob = kv("e/b", "bob", 4, 4);
        table.reset(List.of(kv("e/a", "ann", 3, 3), bob), 4);
        assertThat(table.change(List.of(deleted("e/a", 5), deleted("e/b", 5)), 5))
                .contains(new LeaderSignal.Vacant(5));
    }
}
