package dev.tercet.recipes.internal.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.recipes.error.MirrorDisplacedException;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.mirror.Destination.Commit;
import dev.tercet.recipes.mirror.MirrorPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mirrors with one plan after another: the last to be opened goes on, whatever those before it still have under way. */
class DestinationTest {
    private static final MirrorPlan PLAN = MirrorPlan.of("a/").to("b/");

    private final EmbeddedEtcd there = EmbeddedEtcd.start();
    private final EtcdClient client =
            there.clientBuilder().timeout(Duration.ofMillis(500)).build();

    @AfterEach
    void disconnect() {
        client.close();
        there.close();
    }

    @Test
    void theOneBeforeStillWritesWhenTheNextHasReadItsCheckpoint() {
        Destination first = destination("first");
        Checkpoint begun = claimed(first, new Checkpoint(1, 5, 0, false, false, "", 0));
        Destination second = destination("second");
        Checkpoint read = located(second).orElseThrow();
        Checkpoint more = run(task -> first.commit(task, puts("b/x"), begun.at(new Position(6, 0))))
                .left();

        assertThat(claim(second, read)).isEmpty();

        Checkpoint again = located(second).orElseThrow();
        assertThat(again).isEqualTo(more);
        Checkpoint taken = claimed(second, again);
        assertThatThrownBy(() -> run(task -> first.commit(task, puts("b/y"), more.at(new Position(7, 0)))))
                .isInstanceOf(MirrorDisplacedException.class);
        assertThat(client.kv().get("b/y")).isEmpty();
        assertThat(located(second)).contains(taken);
    }

    @Test
    void theOneBeforeClaimsWhenTheNextHasFoundNoCheckpoint() {
        Destination second = destination("second");
        assertThat(located(second)).isEmpty();
        Checkpoint begun = claimed(destination("first"), new Checkpoint(1, 0, 0, false, false, "", 0));
        assertThat(claim(second, begun)).isEmpty();
        assertThat(located(second)).contains(begun);
        claimed(second, begun);
    }

    @Test
    void aClaimWhoseReplyWasLostIsFoundToHaveComeTooLate() {
        Destination second = destination("second");
        located(second);
        Checkpoint begun = claimed(destination("first"), new Checkpoint(1, 0, 0, false, false, "", 0));
        LiveFault lost = there.faults().add(Fault.requestLost().on("Txn"));
        assertThatThrownBy(() -> claim(second, begun)).isInstanceOf(TransientEtcdException.class);
        lost.close();
        assertThat(located(second)).contains(begun);
        claimed(second, begun);
    }

    private Destination destination(String writer) {
        return new Destination(client, Names.of(PLAN), writer);
    }

    private Checkpoint claimed(Destination destination, Checkpoint checkpoint) {
        return claim(destination, checkpoint).orElseThrow().left();
    }

    private Optional<Commit> claim(Destination destination, Checkpoint checkpoint) {
        return run(task -> destination.claim(task, checkpoint));
    }

    private Optional<Checkpoint> located(Destination destination) {
        return run(destination::locate);
    }

    private static List<Op<?>> puts(String key) {
        return List.of(Put.of(Bytes.of(key), Bytes.of("v")));
    }

    private <T> T run(Function<Task, CompletableFuture<T>> body) {
        try {
            return Task.run(client.callbackExecutor(), body).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
