package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.v2.error.V2NotFileException;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Write;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What was read is changed and written back; and times to live, as long as nobody has to wait for their end. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.v2.V2Targets#quick")
record UpdatesTest(V2Target target) implements V2Contract {
    private static final Duration LONG = Duration.ofSeconds(100);

    @Test
    void whatWasWrittenIsReadBackAtOnce() {
        ReadBack.check(v2(), fresh());
    }

    @Test
    void whatWasReadIsWrittenBack() {
        String key = fresh();
        EtcdResult set = v2().set(key, "one");
        EtcdResult updated = v2().update(v2().get(key).withValue("two"));
        assertThat(updated.action()).isEqualTo(V2Action.COMPARE_AND_SWAP);
        assertThat(updated.createdIndex()).isEqualTo(set.createdIndex());
        assertThat(updated.prevNode()).contains(set.node());
        assertThat(v2().get(key).value()).contains("two");
    }

    @Test
    void whatWasChangedMeanwhileIsNotWrittenBack() {
        String key = fresh();
        EtcdResult set = v2().set(key, "one");
        EtcdResult changed = v2().set(key, "two");
        Fails.with(
                V2Code.COMPARE_FAILED,
                "[" + set.modifiedIndex() + " != " + changed.modifiedIndex() + "]",
                () -> v2().update(set.withValue("three")));
        v2().delete(key);
        Fails.with(V2Code.KEY_NOT_FOUND, key, () -> v2().update(changed.withValue("three")));
        assertThat(v2().contains(key)).isFalse();
    }

    @Test
    void aTimeToLiveIsKeptOrTakenOrGiven() {
        String key = fresh();
        Instant now = v2().set(key, "one", LONG).expiration().orElseThrow();
        assertThat(now).isAfter(Instant.EPOCH);
        EtcdResult kept = v2().update(v2().get(key).withValue("two"));
        assertThat(kept.ttl().orElseThrow()).isBetween(Duration.ofSeconds(80), LONG);
        EtcdResult taken = v2().update(kept.withTtl(Optional.empty()));
        assertThat(taken.ttl()).isEmpty();
        assertThat(v2().get(key).expiration()).isEmpty();
        EtcdResult given = v2().update(taken.withTtl(Optional.of(Duration.ofSeconds(50))));
        assertThat(given.ttl()).contains(Duration.ofSeconds(50));
        assertThat(v2().get(key).value()).contains("two");
    }

    @Test
    void aDirectoryIsWrittenBackWhateverWasDoneInIt() {
        requires(V2Capability.DIRECTORY_UPDATES);
        String top = fresh();
        v2().makeDirectory(top);
        EtcdResult read = v2().get(top);
        v2().set(top + "/a", "1");
        EtcdResult updated = v2().update(read.withTtl(Optional.of(LONG)));
        assertThat(updated.dir()).isTrue();
        assertThat(v2().get(top).ttl().orElseThrow()).isBetween(Duration.ofSeconds(80), LONG);
        assertThat(v2().get(top + "/a").value()).contains("1");
        v2().update(v2().get(top).withTtl(Optional.empty()));
        assertThat(v2().get(top).ttl()).isEmpty();
    }

    @Test
    void whereItCannotBeThatIsTold() {
        if (target.lacks(V2Capability.DIRECTORY_UPDATES).isPresent()) {
            String top = fresh();
            EtcdResult made = v2().makeDirectory(top);
            V2NotFileException failure =
                    Fails.with(V2NotFileException.class, () -> v2().update(made.withTtl(Optional.of(LONG))));
            assertThat(failure.payload().cause()).contains("servers of 3.5");
            assertThat(v2().get(top).node()).isEqualTo(made.node());
        }
    }

    @Test
    void timesToLiveAreWholeSeconds() {
        String key = fresh();
        EtcdResult set = v2().set(key, "one", Duration.ofMillis(99_001));
        assertThat(set.ttl()).contains(LONG);
        EtcdResult got = v2().get(key);
        assertThat(got.ttl().orElseThrow()).isBetween(Duration.ofSeconds(80), LONG);
        assertThat(got.expiration().orElseThrow())
                .isBetween(
                        set.expiration().orElseThrow().minusSeconds(2),
                        set.expiration().orElseThrow().plusSeconds(2));
        assertThat(v2().set(key, "two").ttl()).as("one that is not said").isEmpty();
        assertThat(v2().get(key).ttl()).isEmpty();
        v2().set(key, "three", LONG);
        assertThat(v2().write(V2Write.value(key, "four").withoutTtl()).ttl()).isEmpty();
        assertThat(v2().get(key).ttl()).isEmpty();
        assertThat(v2().write(V2Write.inOrder(key + "s", "v").withTtl(LONG)).ttl())
                .contains(LONG);
    }

    @Test
    void aRefreshChangesTheTimeAlone() {
        String key = fresh();
        EtcdResult set = v2().set(key, "one", LONG);
        EtcdResult refreshed = v2().refresh(key, Duration.ofSeconds(1000));
        assertThat(refreshed.action()).isEqualTo(V2Action.UPDATE);
        assertThat(refreshed.value()).contains("one");
        assertThat(refreshed.createdIndex()).isEqualTo(set.createdIndex());
        assertThat(v2().get(key).ttl().orElseThrow()).isGreaterThan(Duration.ofSeconds(900));
        assertThat(v2().refresh(key, LONG).ttl()).contains(LONG);
        assertThat(v2().refresh(key, LONG).value()).contains("one");
        v2().set(key, "never ends");
        assertThat(v2().refresh(key, LONG).ttl()).contains(LONG);
    }
}
