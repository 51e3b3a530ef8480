package dev.tercet.recipes.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TaskTest {
    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final CompletableFuture<String> second = new CompletableFuture<>();
    private final List<String> unwanted = new ArrayList<>();

    private CompletableFuture<String> both() {
        return Task.run(Runnable::run, task -> task.step(first).thenCompose(found -> task.step(second)), unwanted::add);
    }

    @Test
    void hasTheResultOfTheLastStep() {
        CompletableFuture<String> both = both();
        first.complete("a");
        assertThat(both).isNotDone();
        second.complete("b");
        assertThat(both).isCompletedWithValue("b");
        assertThat(unwanted).isEmpty();
    }

    @Test
    void failsWithWhatAStepFailedWithUnwrapped() {
        CompletableFuture<String> both = both();
        first.completeExceptionally(new CompletionException(new IllegalStateException("broken")));
        assertThatThrownBy(both::get).cause().isInstanceOf(IllegalStateException.class);
        assertThat(second).isNotDone();
    }

    @Test
    void cancelsTheStepThatIsUnderWay() {
        CompletableFuture<String> both = both();
        both.cancel(true);
        assertThat(first).isCancelled();
        assertThat(second).isNotDone();
    }

    @Test
    void cancelsTheSecondStepWhenThatIsUnderWay() {
        CompletableFuture<String> both = both();
        first.complete("a");
        both.cancel(true);
        assertThat(second).isCancelled();
    }

    @Test
    void cancelsAStepThatIsMadeTooLate() {
        CompletableFuture<String> deaf = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterrupt) {
                return false;
            }
        };
        AtomicBoolean abandoned = new AtomicBoolean();
        CompletableFuture<String> both = Task.run(
                Runnable::run,
                task -> task.step(deaf).thenCompose(found -> {
                    abandoned.set(task.isAbandoned());
                    return task.step(second);
                }));
        both.cancel(true);
        deaf.complete("a");
        assertThat(abandoned).isTrue();
        assertThat(second).isCancelled();
    }

    @Test
    void handsALateResultBack() {
        CompletableFuture<String> deaf = new CompletableFuture<>();
        CompletableFuture<String> whole = Task.run(Runnable::run, task -> deaf, unwanted::add);
        whole.cancel(true);
        deaf.complete("late");
        assertThat(unwanted).containsExactly("late");
    }

    @Test
    void throwsAMistakeInTheArgumentsAtOnce() {
        assertThatThrownBy(() -> Task.run(Runnable::run, task -> {
                    throw new IllegalArgumentException("mistake");
                }))
                .hasMessage("mistake");
    }
}
