package dev.tercet.embedded.internal.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.state.Retention;
import dev.tercet.proto.etcdserverpb.AlarmType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AutoCompactionTest {
    @Test
    void nothingIsCompactedUnlessAskedFor() {
        Member member = started(new Retention.Everything());
        write(member, 100);
        advance(member, Duration.ofDays(100));
        assertThat(member.store.compactRevision()).isEqualTo(-1);
    }

    @Test
    void aPeriodIsKept() {
        // A revision a minute: 2 after the first minute.
        Member member = started(new Retention.Period(Duration.ofMinutes(10)));
        minutes(member, 9);
        assertThat(member.store.compactRevision()).isEqualTo(-1);
        minutes(member, 1);
        assertThat(member.store.compactRevision()).as("what there was at first").isEqualTo(1);
        minutes(member, 9);
        assertThat(member.store.compactRevision()).isEqualTo(1);
        minutes(member, 1);
        assertThat(member.store.revision()).isEqualTo(21);
        assertThat(member.store.compactRevision())
                .as("as it was at a look eleven minutes ago")
                .isEqualTo(9);
    }

    @Test
    void aLongPeriodIsCompactedOnceAnHour() {
        Member member = started(new Retention.Period(Duration.ofHours(3)));
        minutes(member, 179);
        assertThat(member.store.compactRevision()).isEqualTo(-1);
        minutes(member, 1);
        assertThat(member.store.compactRevision()).isEqualTo(1);
        minutes(member, 60);
        assertThat(member.store.compactRevision())
                .as("as it was at a look three hours and six minutes ago")
                .isEqualTo(54);
        minutes(member, 59);
        assertThat(member.store.compactRevision()).isEqualTo(54);
    }

    @Test
    void aNumberOfRevisionsIsKept() {
        Member member = started(new Retention.Revisions(100));
        write(member, 50);
        advance(member, Duration.ofMinutes(5));
        assertThat(member.store.compactRevision()).isEqualTo(-1);
        write(member, 150);
        advance(member, Duration.ofMinutes(5).minusNanos(1));
        assertThat(member.store.compactRevision()).isEqualTo(-1);
        advance(member, Duration.ofNanos(1));
        assertThat(member.store.compactRevision()).isEqualTo(101);
    }

    @Test
    void aClientMayHaveGoneFurther() {
        Member member = started(new Retention.Revisions(100));
        write(member, 200);
        member.compact(150);
        advance(member, Duration.ofMinutes(5));
        assertThat(member.store.compactRevision()).isEqualTo(150);
    }

    @Test
    void aCorruptClusterIsNotCompactedUntilItIsSaidToBeWell() {
        Member member = started(new Retention.Revisions(100));
        write(member, 200);
        member.alarms.activate(1, AlarmType.CORRUPT);
        advance(member, Duration.ofMinutes(5));
        assertThat(member.store.compactRevision()).isEqualTo(-1);
        member.alarms.deactivate(1, AlarmType.CORRUPT);
        advance(member, Duration.ofMinutes(5));
        assertThat(member.store.compactRevision()).isEqualTo(101);
    }

    @Test
    void itEndsWithItsTime() {
        Member member = started(new Retention.Revisions(100));
        write(member, 200);
        member.life.end();
        advance(member, Duration.ofDays(1));
        assertThat(member.store.compactRevision()).isEqualTo(-1);
    }

    private static Member started(Retention retention) {
        Member member = new Member(Limits.DEFAULT.withRetention(retention));
        member.compaction.start();
        return member;
    }

    private static void minutes(Member member, int count) {
        for (int i = 0; i < count; i++) {
            advance(member, Duration.ofMinutes(1));
            member.put("k");
        }
    }

    private static void write(Member member, int revisions) {
        for (int i = 0; i < revisions; i++) {
            member.put("k");
        }
    }

    private static void advance(Member member, Duration by) {
        member.time.advance(by.toNanos());
    }
}
