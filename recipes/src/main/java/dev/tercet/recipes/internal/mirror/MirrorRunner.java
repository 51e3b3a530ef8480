package dev.tercet.recipes.internal.mirror;

import dev.tercet.EtcdClient;
import dev.tercet.error.ClientEtcdException;
import dev.tercet.error.CompactedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Get;
import dev.tercet.kv.Header;
import dev.tercet.recipes.internal.flow.Lane;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer;
import dev.tercet.recipes.internal.mirror.Destination.Commit;
import dev.tercet.recipes.internal.mirror.MirrorMachine.Effect;
import dev.tercet.recipes.mirror.Mirror;
import dev.tercet.recipes.mirror.MirrorCheck;
import dev.tercet.recipes.mirror.MirrorPlan;
import dev.tercet.recipes.mirror.MirrorStatus;
import dev.tercet.recipes.mirror.MirrorStatus.Phase;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mirror under way: does what its machine says.
 *
 * <p>Threads: everything that has no other mark happens in the lane. Calls go out from there and come back to it; one is under way at
 * a time, besides the watch.
 */
public final class MirrorRunner implements Mirror {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorRunner.class);
    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int TRIES_TO_COMPARE = 3;

    private final EtcdClient source;
    private final EtcdClient target;
    private final MirrorPlan plan;
    private final Names names;
    private final Writing writing;
    private final Destination destination;
    private final MirrorMachine machine;
    private final Marks marks;
    private final Timer timer;
    private final Lane lane = new Lane();
    private final Progress progress = new Progress();
    private final MirrorFutures futures;

    private @Nullable CompletableFuture<?> call;
    private @Nullable CompletableFuture<?> look;
    private boolean reliableMarks;
    private @Nullable Following following;
    private @Nullable Commit last;
    private Timer.@Nullable Alarm alarm;
    private volatile MirrorStatus status;

    private MirrorRunner(EtcdClient source, EtcdClient target, MirrorPlan plan) {
        this.source = source;
        this.target = target;
        this.plan = plan;
        this.names = Names.of(plan);
        this.writing = new Writing(names);
        this.destination = new Destination(target, names, UUID.randomUUID().toString());
        this.machine = new MirrorMachine(names.keepsForeign(), new Backlog(writing.mostOps(), writing.opsOfPut()));
        this.marks = new Marks(source, names);
        this.timer = Timer.of(source.callbackExecutor());
        this.futures = new MirrorFutures(plan, source.callbackExecutor());
        this.status = progress.as(Phase.STARTING, 0, 0);
    }

    /**
     * Starts one.
     *
     * @throws IllegalArgumentException if it would copy its own copies
     */
    public static Mirror start(EtcdClient source, EtcdClient target, MirrorPlan plan) {
        Objects.requireNonNull(target, "destination");
        Objects.requireNonNull(plan, "plan");
        boolean overlaps = plan.to().startsWith(plan.from())
                || plan.from().startsWith(plan.to())
                || plan.checkpoint().startsWith(plan.from());
        if (source == target && overlaps) {
            throw new IllegalArgumentException(
                    "plan would copy its own copies, or its checkpoint, within one cluster: " + plan);
        }
        MirrorRunner mirror = new MirrorRunner(source, target, plan);
        mirror.feed(mirror.machine::start);
        return mirror;
    }

    private void feed(Supplier<List<Effect>> signal) {
        lane.run(() -> {
            List<Effect> effects = signal.get();
            // Told before anybody hears of it by a future.
            status = progress.as(machine.phase(), machine.shown(), machine.waiting());
            effects.forEach(this::perform);
        });
    }

    private void perform(Effect effect) {
        if (effect instanceof MirrorMachine.Locate) {
            locate();
        } else if (effect instanceof MirrorMachine.Claim claim) {
            calls(task -> destination.claim(task, claim.checkpoint()), done -> {
                done.ifPresent(this::left);
                feed(done.isPresent() ? machine::claimed : machine::overtaken);
            });
        } else if (effect instanceof MirrorMachine.Copy copy) {
            copy(copy.revision());
        } else if (effect instanceof MirrorMachine.Follow follow) {
            follow(follow.fromRevision());
        } else if (effect instanceof MirrorMachine.Unfollow) {
            unfollow();
        } else if (effect instanceof MirrorMachine.Apply apply) {
            apply(apply.batch());
        } else if (effect instanceof MirrorMachine.Taken taken && following != null) {
            following.taken(taken.revisions());
        } else if (effect instanceof MirrorMachine.Started) {
            futures.tellStarted();
        } else if (effect instanceof MirrorMachine.Reached reached) {
            futures.tellReached(reached.revision());
        } else if (effect instanceof MirrorMachine.Ask) {
            ask();
        } else if (effect instanceof MirrorMachine.Pause pause) {
            timer.after(pause.duration().toNanos(), () -> feed(machine::paused));
        } else if (effect instanceof MirrorMachine.End end) {
            end(end.cause());
        }
    }

    private void locate() {
        calls(
                task -> destination
                        .locate(task)
                        .thenCompose(checkpoint -> revision(task)
                                .thenCompose(header -> marks.areReliable(task)
                                        .thenApply(reliable -> new Located(checkpoint, header, reliable)))),
                found -> lane.run(() -> {
                    reliableMarks = found.reliableMarks;
                    long now = found.header.revision();
                    if (futures.isFirst(now)) {
                        feed(() -> machine.wanted(now));
                    }
                    feed(() -> machine.located(
                            found.checkpoint.orElse(null), found.header.clusterId(), found.header.revision()));
                }));
    }

    private record Located(Optional<Checkpoint> checkpoint, Header header, boolean reliableMarks) {}

    private CompletableFuture<Header> revision(Task task) {
        return task.step(source.async().kv().get(Get.of(names.source()).limit(1).keysOnly()))
                .thenApply(found -> found.header());
    }

    private void copy(long revision) {
        Commit claimed = Objects.requireNonNull(last);
        progress.lists++;
        LOG.info("{}: copies everything at revision {}", plan, revision);
        calls(
                task -> Copying.run(
                        task,
                        writing,
                        source.async().kv(),
                        revision,
                        target.async().kv(),
                        destination,
                        claimed,
                        (puts, deletes) -> feed(() -> {
                            progress.keysPut += puts;
                            progress.keysDeleted += deletes;
                            return List.of();
                        })),
                done -> {
                    left(done);
                    feed(machine::copied);
                });
    }

    private void follow(long from) {
        WatchRequest request =
                WatchRequest.of(names.source()).fromRevision(from).withProgress();
        Following next = Following.of(
                source.async().watches().open(request),
                (origin, signal) -> feed(() -> following == origin ? heard(signal) : List.of()));
        following = next;
        next.begin();
    }

    private List<Effect> heard(WatchSignal signal) {
        if (signal instanceof WatchSignal.Change change) {
            return machine.changed(change.revision(), change.events());
        } else if (signal instanceof WatchSignal.Progress mark) {
            return reliableMarks ? machine.marked(mark.revision()) : List.of();
        } else if (signal instanceof WatchSignal.Interrupted interrupted) {
            progress.trouble = interrupted.cause();
        } else if (signal instanceof WatchSignal.Resumed) {
            progress.trouble = null;
            // What was asked on the connection that is gone has no answer.
            return machine.askAgain();
        } else if (signal instanceof WatchSignal.Ended end) {
            unfollow();
            progress.trouble = end.causeOrNull();
            return machine.unfollowed(end.causeOrNull());
        }
        return List.of();
    }

    private void ask() {
        Following asked = following;
        if (asked == null) {
            return;
        }
        if (reliableMarks) {
            asked.ask();
        } else {
            look(asked, machine.shown());
        }
        hush();
        alarm = timer.after(ASK_AGAIN_NANOS, () -> feed(machine::askAgain));
    }

    private void look(Following asked, long since) {
        CompletableFuture<?> before = look;
        if (before != null && !before.isDone()) {
            return;
        }
        CompletableFuture<Optional<Long>> next =
                Task.run(source.callbackExecutor(), task -> marks.unchangedSince(task, since));
        look = next;
        next.whenComplete((unchanged, failure) -> feed(() -> {
            if (following != asked) {
                return List.of();
            } else if (failure == null) {
                return unchanged.isEmpty() ? List.of() : machine.marked(unchanged.get());
            } else if (Task.unwrapped(failure) instanceof CompactedException gone) {
                // What it was is not to be known any more: only a list of everything tells.
                unfollow();
                return machine.unfollowed(gone);
            }
            return List.of();
        }));
    }

    private void unfollow() {
        Following watched = following;
        following = null;
        if (watched != null) {
            watched.close();
        }
        hush();
    }

    private void hush() {
        Timer.Alarm set = alarm;
        if (set != null) {
            set.cancel();
        }
    }

    private void apply(Batch batch) {
        Checkpoint left = Objects.requireNonNull(last).left().at(batch.after());
        calls(task -> destination.commit(task, writing.following(batch.events()), left), done -> {
            left(done);
            feed(() -> {
                progress.revisionsApplied += batch.revisions();
                progress.eventsApplied += batch.events().size();
                return machine.applied();
            });
        });
    }

    private void left(Commit done) {
        last = done;
        progress.destinationRevision = done.revision();
    }

    /** Makes a call, the only one at its time; its end is told in the lane. */
    private <T> void calls(Function<Task, CompletableFuture<T>> body, Consumer<T> done) {
        CompletableFuture<T> next = Task.run(target.callbackExecutor(), body);
        call = next;
        next.whenComplete((value, failure) -> lane.run(() -> {
            if (machine.phase() == Phase.ENDED) {
                return;
            }
            if (failure == null) {
                progress.trouble = null;
                done.accept(value);
            } else {
                EtcdException cause = known(Task.unwrapped(failure));
                LOG.debug("{}: {}", plan, cause.getMessage());
                feed(() -> {
                    progress.trouble = cause;
                    return machine.failed(cause);
                });
            }
        }));
    }

    private EtcdException known(Throwable failure) {
        return failure instanceof EtcdException etcd
                ? etcd
                : new ClientEtcdException(
                        new Details(ErrorCode.UNKNOWN, Outcome.UNKNOWN, plan + ": " + failure, null, null, failure));
    }

    private void end(@Nullable EtcdException cause) {
        CompletableFuture<?> open = call;
        if (open != null) {
            open.cancel(true);
        }
        CompletableFuture<?> looking = look;
        if (looking != null) {
            looking.cancel(true);
        }
        futures.tellEnded(cause);
    }

    @Override
    public MirrorPlan plan() {
        return plan;
    }

    @Override
    public MirrorStatus status() {
        return status;
    }

    @Override
    public CompletableFuture<Void> started() {
        return futures.started();
    }

    @Override
    public CompletableFuture<Long> synced() {
        return futures.synced();
    }

    @Override
    public CompletableFuture<Optional<EtcdException>> ended() {
        return futures.ended();
    }

    @Override
    public CompletableFuture<Long> catchUpAsync() {
        return Task.run(
                source.callbackExecutor(),
                task -> revision(task).thenCompose(header -> task.step(reaching(header.revision()))));
    }

    private CompletableFuture<Long> reaching(long revision) {
        Promise<Long> promise = futures.promise();
        promise.onAbandon(() -> lane.run(() -> futures.forget(promise)));
        feed(() -> {
            if (machine.phase() == Phase.ENDED) {
                futures.refuse(promise);
            } else if (machine.shown() >= revision) {
                promise.succeed(machine.shown());
            } else {
                futures.await(revision, promise);
                return machine.wanted(revision);
            }
            return List.of();
        });
        return promise;
    }

    @Override
    public CompletableFuture<MirrorCheck> verifyAsync() {
        return Task.run(
                source.callbackExecutor(),
                task -> new Comparison(
                                task, names, source.async().kv(), target.async().kv(), this::catchUpAsync)
                        .run(TRIES_TO_COMPARE));
    }

    @Override
    public void close() {
        feed(machine::close);
    }

    @Override
    public String toString() {
        return plan.toString();
    }
}
