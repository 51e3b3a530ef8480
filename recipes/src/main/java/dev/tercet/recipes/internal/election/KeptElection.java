package dev.tercet.recipes.internal.election;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.election.Election;
import dev.tercet.recipes.election.Leadership;
import dev.tercet.recipes.internal.contention.Contender;
import dev.tercet.recipes.internal.contention.Place;
import dev.tercet.recipes.internal.contention.Rule;
import dev.tercet.recipes.internal.contention.Turn;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.ground.Ground;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An election that a session takes part in: a key of it in the queue of candidates. */
public final class KeptElection extends EtcdElectionView implements Election {
    private final Contender contender;
    private final Ground ground;

    /** The election of this name. */
    public KeptElection(Contender contender, Bytes name) {
        super(contender.ground().etcd(), name);
        this.contender = contender;
        this.ground = contender.ground();
    }

    @Override
    public CompletableFuture<Leadership> campaignAsync(Bytes value) {
        return campaign(value, Deadline.never(ground.timer()));
    }

    @Override
    public CompletableFuture<Leadership> campaignAsync(Bytes value, Duration atMost) {
        return campaign(value, Deadline.after(ground.timer(), Given.positive("atMost", atMost)));
    }

    private CompletableFuture<Leadership> campaign(Bytes value, Deadline deadline) {
        Place place = place(value);
        return Task.run(
                ground.callbacks(),
                task -> task.step(contender.enter(place, deadline)).thenCompose(turn -> lead(task, turn, value)),
                Leadership::resignAsync);
    }

    @Override
    public CompletableFuture<Optional<Leadership>> tryCampaignAsync(Bytes value) {
        Place place = place(value);
        return Task.run(
                ground.callbacks(),
                task -> task.step(contender.tryEnter(place))
                        .thenCompose(turn -> turn.isEmpty()
                                ? CompletableFuture.completedFuture(Optional.<Leadership>empty())
                                : lead(task, turn.get(), value).thenApply(Optional::of)),
                won -> won.ifPresent(Leadership::resignAsync));
    }

    private Place place(Bytes value) {
        Objects.requireNonNull(value, "value");
        return new Place(
                toString(),
                Place.key(Candidates.prefix(name()), ground.id()),
                value,
                Rule.first(Candidates.range(name())));
    }

    /** Whoever campaigns where the session is a candidate already finds the value of that one. */
    private CompletableFuture<Leadership> lead(Task task, Turn turn, Bytes value) {
        KeptLeadership leadership = new KeptLeadership(turn);
        if (turn.value().equals(value) && !turn.isValueChanged()) {
            return CompletableFuture.completedFuture(leadership);
        }
        return task.step(leadership.proclaimAsync(value))
                .<Leadership>thenApply(done -> leadership)
                .whenComplete((won, failure) -> {
                    if (failure != null) {
                        turn.leave();
                    }
                });
    }
}
