package dev.tercet.recipes.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PromiseTest {
    private final HeldTasks executor = new HeldTasks();
    private final Promise<String> promise = new Promise<>(executor);
    private final List<String> heard = new ArrayList<>();

    @Test
    void isCompletedOnTheCallbackExecutor() {
        promise.onAbandon(() -> heard.add("abandoned"));
        promise.thenAccept(heard::add);
        promise.succeed("a", unwanted -> heard.add("unwanted"));
        assertThat(promise).isNotDone();
        executor.runAll();
        assertThat(heard).containsExactly("a");
    }

    @Test
    void failsOnTheCallbackExecutorWithWhatItWasGiven() {
        promise.onAbandon(() -> heard.add("abandoned"));
        promise.fail(new IllegalStateException("broken"));
        assertThat(promise).isNotDone();
        executor.runAll();
        assertThatThrownBy(promise::join).hasRootCauseMessage("broken");
        assertThat(heard).isEmpty();
    }

    @Test
    void givesUpOnceWhenItIsCancelled() {
        promise.onAbandon(() -> heard.add("abandoned"));
        promise.cancel(true);
        promise.cancel(true);
        assertThat(heard).containsExactly("abandoned");
    }

    @Test
    void givesUpWhenItsCallerSetsItATimeLimit() {
        promise.onAbandon(() -> heard.add("abandoned"));
        promise.orTimeout(1, TimeUnit.MILLISECONDS);
        Awaitility.await().until(promise::isDone);
        Awaitility.await().untilAsserted(() -> assertThat(heard).containsExactly("abandoned"));
    }

    @Test
    void handsALateResultBack() {
        promise.cancel(true);
        promise.succeed("late", unwanted -> heard.add("unwanted " + unwanted));
        assertThat(heard).containsExactly("unwanted late");
        assertThat(executor.size()).isZero();
    }

    @Test
    void handsAResultBackThatIsOvertakenOnItsWayToTheExecutor() {
        promise.onAbandon(() -> heard.add("abandoned"));
        promise.succeed("overtaken", unwanted -> heard.add("unwanted " + unwanted));
        promise.cancel(true);
        executor.runAll();
        assertThat(heard).containsExactly("abandoned", "unwanted overtaken");
        assertThatThrownBy(promise::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void isCompletedAllTheSameByAnExecutorThatIsShut() {
        executor.shut();
        Thread here = Thread.currentThread();
        CompletableFuture<Boolean> elsewhere = promise.thenApply(value -> Thread.currentThread() != here);
        promise.succeed("a");
        // Dependents may wait, and the one who brings it may not.
        assertThat(elsewhere).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    }

    @Test
    void isCompletedByWhoBringsItWhereOnlyInsidersHaveIt() {
        promise.forInsidersOnly();
        promise.succeed("a");
        assertThat(promise).isCompletedWithValue("a");
    }

    @Test
    void isNotTakenForAnInsidersIfSomebodyHasAttachedSomething() {
        promise.onAbandon(() -> {});
        promise.thenAccept(heard::add);
        promise.forInsidersOnly();
        promise.succeed("a");
        assertThat(heard).isEmpty();
        executor.runAll();
        assertThat(heard).containsExactly("a");
    }

    @Test
    void asynchronousDependentsRunOnTheCallbackExecutor() {
        promise.thenAcceptAsync(heard::add);
        promise.succeed("a");
        executor.runAll();
        assertThat(heard).containsExactly("a");
    }

    @Test
    void anInsiderHasTheResultEarly() {
        CompletableFuture<String> early = Promise.early(promise);
        promise.thenAccept(heard::add);
        promise.succeed("a", unwanted -> heard.add("unwanted"));
        assertThat(early).isCompletedWithValue("a");
        assertThat(heard).isEmpty();
        executor.runAll();
        assertThat(heard).containsExactly("a");
    }

    @Test
    void anInsiderKeepsAResultThatCameBeforeItGaveUp() {
        CompletableFuture<String> early = Promise.early(promise);
        promise.onAbandon(() -> heard.add("abandoned"));
        promise.succeed("a", unwanted -> heard.add("unwanted"));
        promise.cancel(true);
        executor.runAll();
        assertThat(early).isCompletedWithValue("a");
        assertThat(heard).isEmpty();
    }

    @Test
    void anInsiderThatGaveUpHasNoResult() {
        CompletableFuture<String> early = Promise.early(promise);
        promise.onAbandon(() -> promise.fail(new IllegalStateException("given up")));
        promise.cancel(true);
        promise.succeed("late", unwanted -> heard.add("unwanted"));
        assertThat(early).isCancelled();
        assertThat(heard).containsExactly("unwanted");
    }

    @Test
    void anInsiderThatComesLateHasTheResultWithTheOthers() {
        promise.succeed("a");
        CompletableFuture<String> early = Promise.early(promise);
        assertThat(early).isNotDone();
        executor.runAll();
        assertThat(early).isCompletedWithValue("a");
    }
}
