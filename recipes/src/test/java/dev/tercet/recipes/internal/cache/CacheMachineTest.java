package dev.tercet.recipes.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.CompactedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.error.UnavailableException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.cache.CacheContent;
import dev.tercet.recipes.cache.CacheEvent;
import dev.tercet.recipes.cache.CacheRequest;
import dev.tercet.recipes.cache.CacheState;
import dev.tercet.recipes.cache.CacheUpdate;
import dev.tercet.recipes.cache.CacheUpdate.Kind;
import dev.tercet.recipes.error.CacheFullException;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheMachineTest {
    private static final KeyRange RANGE = KeyRange.prefix("a/");
    private static final EtcdException UNAVAILABLE =
            new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "gone"));
    private static final EtcdException DENIED =
            new PermissionDeniedException(Details.of(ErrorCode.PERMISSION_DENIED, Outcome.NOT_APPLIED, "denied"));
    private static final EtcdException COMPACTED =
            new CompactedException(Details.of(ErrorCode.COMPACTED, Outcome.NOT_APPLIED, "compacted"), 0);

    private final CacheMachine machine = machine(CacheRequest.of(RANGE));

    private static CacheMachine machine(CacheRequest request) {
        return new CacheMachine(request, bound -> 0);
    }

    @Test
    void listsAndThenWatchesFromTheNextRevision() {
        assertThat(machine.begin()).containsExactly(new CacheEffect.ReadList());
        assertThat(machine.begin()).isEmpty();
        List<CacheEffect> effects = machine.listed(7, List.of(kv("a/1", 3), kv("a/2", 7)));
        CacheUpdate update = update(effects);
        assertThat(update.kind()).isEqualTo(Kind.INITIAL);
        assertThat(update.revision()).isEqualTo(7);
        assertThat(update.events()).extracting(CacheEvent::keyText).containsExactly("a/1", "a/2");
        assertThat(effects.get(1)).isEqualTo(new CacheEffect.OpenWatch(8));
        assertThat(machine.said(new WatchSignal.Started(8)))
                .containsExactly(new CacheEffect.Say(new CacheState.Live()));
    }

    @Test
    void anEmptyRangeIsToldToo() {
        machine.begin();
        assertThat(update(machine.listed(1, List.of())).events()).isEmpty();
    }

    @Test
    void aListThatFailsIsReadAgainAndLessOften() {
        machine.begin();
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            List<CacheEffect> effects = machine.listFailed(i == 0 ? COMPACTED : UNAVAILABLE);
            assertThat(effects.get(0)).isInstanceOf(CacheEffect.Say.class);
            pauses.add(((CacheEffect.Pause) effects.get(1)).nanos() / 1_000_000);
            assertThat(machine.listFailed(UNAVAILABLE)).isEmpty();
            assertThat(machine.timeUp()).containsExactly(new CacheEffect.ReadList());
            assertThat(machine.timeUp()).isEmpty();
        }
        assertThat(pauses).containsExactly(25L, 50L, 100L, 200L, 400L, 800L, 1600L, 2500L, 2500L, 2500L);
    }

    @Test
    void aListThatIsRefusedEndsIt() {
        machine.begin();
        assertThat(machine.listFailed(DENIED))
                .containsExactly(new CacheEffect.Stop(), new CacheEffect.Say(new CacheState.Ended(DENIED)));
        assertThat(machine.listed(1, List.of())).isEmpty();
        assertThat(machine.stop()).isEmpty();
    }

    @Test
    void changesOfARevisionComeTogether() {
        live(7, kv("a/1", 3), kv("a/2", 7));
        CacheUpdate update = update(machine.said(change(9, put("a/2", 9), delete("a/1", 9), put("a/3", 9))));
        assertThat(update.kind()).isEqualTo(Kind.REVISION);
        assertThat(update.content()).extracting(KeyValue::keyText).containsExactly("a/2", "a/3");
        assertThat(update.events()).extracting(CacheEvent::keyText).containsExactly("a/2", "a/1", "a/3");
        assertThat(update.events().get(0).before()).map(KeyValue::modRevision).contains(7L);
        assertThat(update.events().get(1).isDelete()).isTrue();
        assertThat(update.events().get(2).isCreate()).isTrue();
    }

    @Test
    void aNewListComesAsTheDifference() {
        live(7, kv("a/1", 3), kv("a/2", 7), kv("a/3", 7));
        List<CacheEffect> effects =
                machine.said(new WatchSignal.Resync(20, List.of(kv("a/1", 3), kv("a/2", 15), kv("a/4", 20)), RANGE));
        CacheUpdate update = update(effects);
        assertThat(update.kind()).isEqualTo(Kind.DIFFERENCE);
        assertThat(update.revision()).isEqualTo(20);
        assertThat(update.events()).extracting(CacheEvent::keyText).containsExactly("a/2", "a/3", "a/4");
        assertThat(update.events()).extracting(CacheEvent::isUpdate).containsExactly(true, false, false);
    }

    @Test
    void aNewListWithNothingNewIsNotTold() {
        live(7, kv("a/1", 3));
        CacheEffect.Publish published =
                (CacheEffect.Publish) machine.said(new WatchSignal.Resync(20, List.of(kv("a/1", 3)), RANGE))
                        .get(0);
        assertThat(published.update()).isNull();
        assertThat(published.copy().revision()).isEqualTo(20);
    }

    @Test
    void aMarkCountsOnlyFromAMemberThatIsTrusted() {
        live(7);
        assertThat(machine.said(new WatchSignal.Progress(9))).isEmpty();
        machine.trust(machine.connection());
        assertThat(machine.said(new WatchSignal.Progress(9)))
                .first()
                .isInstanceOfSatisfying(
                        CacheEffect.Publish.class,
                        published -> assertThat(published.copy().revision()).isEqualTo(9));
        assertThat(machine.said(new WatchSignal.Progress(9))).isEmpty();
        int before = machine.connection();
        machine.said(new WatchSignal.Interrupted(UNAVAILABLE));
        machine.trust(before);
        assertThat(machine.said(new WatchSignal.Resumed(10)))
                .containsExactly(new CacheEffect.Say(new CacheState.Live()));
        machine.trust(before);
        assertThat(machine.said(new WatchSignal.Progress(30))).isEmpty();
    }

    @Test
    void anInterruptionIsToldAndItsEnd() {
        live(7);
        assertThat(machine.said(new WatchSignal.Interrupted(UNAVAILABLE)))
                .first()
                .isInstanceOfSatisfying(
                        CacheEffect.Say.class, said -> assertThat(said.state()).isInstanceOf(CacheState.Behind.class));
        assertThat(machine.said(new WatchSignal.Resumed(8))).hasSize(1);
        assertThat(machine.said(new WatchSignal.Resumed(8))).isEmpty();
    }

    @Test
    void theWatchsEndIsTheEnd() {
        live(7);
        assertThat(machine.said(new WatchSignal.Ended(DENIED)))
                .containsExactly(new CacheEffect.Stop(), new CacheEffect.Say(new CacheState.Ended(DENIED)));
        assertThat(machine.said(change(9, put("a/2", 9)))).isEmpty();
    }

    @Test
    void moreThanItMayHoldIsTheEnd() {
        for (CacheRequest request : List.of(
                CacheRequest.of(RANGE).withMaxEntries(1),
                CacheRequest.of(RANGE).withMaxBytes(2 * CacheContent.ENTRY_OVERHEAD))) {
            CacheMachine small = machine(request);
            small.begin();
            small.listed(7, List.of(kv("a/1", 3)));
            List<CacheEffect> effects = small.said(change(8, put("a/2", 8)));
            assertThat(effects).hasSize(2).last().isInstanceOfSatisfying(CacheEffect.Say.class, said -> {
                Optional<EtcdException> cause = ((CacheState.Ended) said.state()).cause();
                assertThat(cause).containsInstanceOf(CacheFullException.class);
                assertThat(cause.orElseThrow().code()).isEqualTo(ErrorCode.LIMIT_REACHED);
            });
        }
    }

    private void live(long revision, KeyValue... kvs) {
        machine.begin();
        machine.listed(revision, List.of(kvs));
        machine.said(new WatchSignal.Started(revision + 1));
    }

    private static CacheUpdate update(List<CacheEffect> effects) {
        return Optional.ofNullable(((CacheEffect.Publish) effects.get(0)).update())
                .orElseThrow();
    }

    private static WatchSignal change(long revision, WatchEvent... events) {
        return new WatchSignal.Change(revision, List.of(events), RANGE);
    }

    private static WatchEvent put(String key, long revision) {
        return new WatchEvent(WatchEvent.Type.PUT, kv(key, revision), null);
    }

    private static WatchEvent delete(String key, long revision) {
        return new WatchEvent(
                WatchEvent.Type.DELETE, new KeyValue(Bytes.of(key), Bytes.EMPTY, 0, revision, 0, 0), null);
    }

    private static KeyValue kv(String key, long revision) {
        return new KeyValue(Bytes.of(key), Bytes.of("v"), revision, revision, 1, 0);
    }
}
