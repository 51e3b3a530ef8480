package dev.tercet.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.AsyncKv;
import dev.tercet.Kv;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.CompareFailedException;
import dev.tercet.error.Outcome;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Both views of keys and values, over an engine. */
class KvTest {
    private static final Namespace NS = new Namespace(Bytes.of("/ns/"));

    private final Shelf shelf = new Shelf();
    private final View view = shelf.view();

    private Object lastAsked() {
        return shelf.asked.get(shelf.asked.size() - 1);
    }

    private static KeyValue kv(String key) {
        return new KeyValue(Bytes.of(key), Bytes.of("value of " + key), 1, 2, 3, 4);
    }

    @Test
    void bothViewsPutEverythingInsideTheNamespaceAndTakeItOut() throws Exception {
        shelf.with("/ns/a", "/other/a");
        Kv kv = new BlockingKv(view.with(NS));
        AsyncKv async = new EngineKv(view.with(NS));

        assertThat(kv.get("a")).contains(inside("a"));
        assertThat(async.get("a").get()).contains(inside("a"));
        assertThat(kv.get(Bytes.of("b"))).isEmpty();
        assertThat(kv.getString("a")).contains("value of /ns/a");
        assertThat(async.getString("a").get()).contains("value of /ns/a");
        assertThat(kv.get(Get.of(KeyRange.ALL)).kvs()).containsExactly(inside("a"));
        assertThat(async.get(Get.of(KeyRange.ALL)).get().kvs()).containsExactly(inside("a"));
    }

    private static KeyValue inside(String key) {
        return new KeyValue(Bytes.of(key), Bytes.of("value of /ns/" + key), 1, 2, 3, 4);
    }

    @Test
    void writesGoInsideTheNamespaceAndTheirResultsComeOut() throws Exception {
        Kv kv = new BlockingKv(view.with(NS));
        AsyncKv async = new EngineKv(view.with(NS));
        shelf.answer = new PutResult(Shelf.HEADER, kv("/ns/a"));

        assertThat(kv.put("a", "v").previous().orElseThrow().key()).isEqualTo(Bytes.of("a"));
        assertThat(((Put) lastAsked()).key()).isEqualTo(Bytes.of("/ns/a"));
        assertThat(async.put(Bytes.of("b"), Bytes.of("v"))
                        .get()
                        .previous()
                        .orElseThrow()
                        .key())
                .isEqualTo(Bytes.of("a"));
        assertThat(((Put) lastAsked()).key()).isEqualTo(Bytes.of("/ns/b"));
        shelf.answer = new DeleteResult(Shelf.HEADER, 1, List.of(kv("/ns/a")));
        assertThat(kv.delete("a").previous().get(0).key()).isEqualTo(Bytes.of("a"));
        assertThat(((Delete) lastAsked()).range()).isEqualTo(KeyRange.of("/ns/a"));
        assertThat(async.delete(Delete.of(KeyRange.ALL)).get().deleted()).isEqualTo(1);
        assertThat(((Delete) lastAsked()).range()).isEqualTo(KeyRange.prefix("/ns/"));
        shelf.answer = new TxnResult(Shelf.HEADER, true, List.of(new PutResult(Shelf.HEADER, kv("/ns/a"))));
        assertThat(kv.txn(Txn.all(Put.of("a", "v")))
                        .put(0)
                        .previous()
                        .orElseThrow()
                        .key())
                .isEqualTo(Bytes.of("a"));
        assertThat(((Put) ((Txn) lastAsked()).thens().get(0)).key()).isEqualTo(Bytes.of("/ns/a"));
        assertThat(async.txn(Txn.all(Put.of("a", "v"))).get().succeeded()).isTrue();
    }

    @Test
    void stringsGoThroughTheCharset() throws Exception {
        shelf.answer = new PutResult(Shelf.HEADER, null);
        View latin = view.with(StandardCharsets.ISO_8859_1);
        new BlockingKv(latin).put("ä", "ö");
        assertThat(((Put) lastAsked()).key()).isEqualTo(Bytes.ofHex("e4"));
        assertThat(((Put) lastAsked()).value()).isEqualTo(Bytes.ofHex("f6"));
        new EngineKv(latin).put("ä", "ö").get();
        assertThat(((Put) lastAsked()).key()).isEqualTo(Bytes.ofHex("e4"));
        shelf.keys.put(Bytes.ofHex("e4"), new KeyValue(Bytes.ofHex("e4"), Bytes.ofHex("f6"), 1, 1, 1, 0));

        assertThat(new BlockingKv(latin).getString("ä")).contains("ö");
        assertThat(new EngineKv(latin).getString("ä").get()).contains("ö");
        assertThat(new BlockingKv(view).getString("ä")).isEmpty();
    }

    @Test
    void anyOperationCanBeExecuted() throws Exception {
        shelf.with("a");
        Kv kv = new BlockingKv(view);
        AsyncKv async = new EngineKv(view);

        GetResult got = kv.execute(Get.of("a"));
        assertThat(got.first()).contains(kv("a"));
        assertThat(async.execute(Get.of("a")).get().first()).contains(kv("a"));
        shelf.answer = new PutResult(Shelf.HEADER, null);
        assertThat(kv.execute(Put.of("a", "v")).revision()).isEqualTo(42);
        assertThat(async.execute(Put.of("a", "v")).get().revision()).isEqualTo(42);
        shelf.answer = new DeleteResult(Shelf.HEADER, 7, List.of());
        assertThat(kv.execute(Delete.of("a")).deleted()).isEqualTo(7);
        shelf.answer = new TxnResult(Shelf.HEADER, true, List.of());
        assertThat(async.execute(Txn.all()).get().succeeded()).isTrue();
        shelf.answer = Shelf.HEADER;
        assertThat(kv.compact(Compaction.at(7))).isEqualTo(Shelf.HEADER);
        assertThat(async.compact(Compaction.at(7)).get()).isEqualTo(Shelf.HEADER);
    }

    @Test
    void comparesThatDoNotHoldCanBeAnException() {
        shelf.answer = new TxnResult(Shelf.HEADER, false, List.of());
        Txn txn = Txn.when(Compare.exists("a")).then(Put.of("a", "v"));

        assertThatThrownBy(() -> new BlockingKv(view).txnOrThrow(txn))
                .isInstanceOfSatisfying(CompareFailedException.class, failed -> {
                    assertThat(failed.result().succeeded()).isFalse();
                    assertThat(failed.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                })
                .hasMessage("txn of \"a\" (1 compare, 1 then, 0 else): its compares do not hold, at revision 42");
        assertThatThrownBy(() -> new EngineKv(view).txnOrThrow(txn).join())
                .hasCauseInstanceOf(CompareFailedException.class);
        shelf.answer = new TxnResult(Shelf.HEADER, true, List.of());
        assertThat(new BlockingKv(view).txnOrThrow(txn).succeeded()).isTrue();
    }

    @Test
    void mistakesFailBeforeAnythingIsSent() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockingKv(view).put("", "v"));
        assertThatIllegalArgumentException().isThrownBy(() -> new EngineKv(view).get(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new EngineKv(view.with(NS)).delete(""));
        assertThat(shelf.asked).isEmpty();
    }

    @Test
    void failuresComeAsTheyAre() {
        shelf.refusal = "etcdserver: permission denied";
        assertThatThrownBy(() -> new BlockingKv(view).getString("a")).isInstanceOf(PermissionDeniedException.class);
        shelf.refusal = "etcdserver: permission denied";
        CompletableFuture<?> future = new EngineKv(view.with(NS)).getString("a");
        assertThat(future.handle((value, failure) -> failure).join()).isInstanceOf(PermissionDeniedException.class);
        assertThatThrownBy(future::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(PermissionDeniedException.class);
    }

    @Test
    void givingUpAFutureReachesTheTransportHoweverItWasMade() {
        shelf.silent = true;
        List<Function<AsyncKv, CompletableFuture<?>>> ways = List.of(
                kv -> kv.put("a", "v"),
                kv -> kv.get("a"),
                kv -> kv.get(Get.of("a")),
                kv -> kv.getString("a"),
                kv -> kv.delete("a"),
                kv -> kv.txn(Txn.all()),
                kv -> kv.txnOrThrow(Txn.all()),
                kv -> kv.execute(Get.of("a")),
                kv -> kv.compact(Compaction.at(1)));
        int expected = 0;
        for (View each : List.of(view, view.with(NS))) {
            for (Function<AsyncKv, CompletableFuture<?>> way : ways) {
                CompletableFuture<?> future = way.apply(new EngineKv(each));
                assertThat(shelf.cancelled).hasSize(expected);
                future.cancel(true);
                assertThat(shelf.cancelled).hasSize(++expected);
                assertThat(future).isCancelled();
                CompletableFuture<?> timed = way.apply(new EngineKv(each)).orTimeout(1, TimeUnit.MILLISECONDS);
                assertThatThrownBy(timed::join).isInstanceOf(CompletionException.class);
                expected++;
                int now = expected;
                org.awaitility.Awaitility.await().until(() -> shelf.cancelled.size() == now);
            }
        }
    }

    @Test
    void dependentsOfWhatIsMadeOfAReplyStayOnTheCallbackExecutor() {
        CompletableFuture<?> future = new EngineKv(view.with(NS)).get("a");

        assertThat(future.defaultExecutor()).isSameAs(view.callbacks().threads());
    }

    @Test
    void otherOptionsAreAnotherView() {
        shelf.silent = true;
        CallOptions brief = CallOptions.DEFAULT.withTimeout(Duration.ofMillis(1));
        CompletableFuture<?> future = new EngineKv(view).with(brief).get("a");
        ((dev.tercet.internal.schedule.FakeScheduler) view.scheduler()).advance(1_000_000);

        assertThat(future).isCompletedExceptionally();
    }
}
