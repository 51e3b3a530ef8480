package dev.tercet.spi.hub;

import dev.tercet.explore.Exploration;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.hub.WatchHubMachine.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** A hub as transports have it, a machine in a lane, used by many threads at once: each watch has its beginning, and one end. */
public class WatchHubLincheckTest {
    private static final WatchRpcs.Create CREATE =
            new WatchRpcs.Create(KeyRange.of("k"), 0, Set.of(), false, false, true);

    private final SerialLane lane = new SerialLane();
    // Of the lane.
    private final WatchHubMachine<Watcher> machine = new WatchHubMachine<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final List<Watcher> toBeCreated = new ArrayList<>();
    private int stream;
    private String wrong = "";

    private static final class Watcher {
        boolean created;
        boolean ended;
    }

    /** As each run has it. */
    public WatchHubLincheckTest() {}

    @Operation
    public void open() {
        Watcher watcher = new Watcher();
        lane.run(() -> {
            watchers.add(watcher);
            perform(machine.open(watcher, CREATE, CallContext.PLAIN));
        });
    }

    @Operation
    public void cancelTheFirst() {
        lane.run(() -> {
            if (!watchers.isEmpty()) {
                perform(machine.cancel(watchers.get(0)));
                check(watchers.get(0).ended, "cancelled, and not told");
            }
        });
    }

    @Operation(nonParallelGroup = "wire")
    public void created() {
        lane.run(() -> {
            if (!toBeCreated.isEmpty()) {
                toBeCreated.remove(0);
                Header header = new Header(1, 2, 5, 3);
                perform(machine.received(
                        stream, new WatchDown(header, toBeCreated.size(), true, false, 0, "", false, List.of())));
            }
        });
    }

    @Operation
    public void requestProgress() {
        lane.run(() -> {
            if (!watchers.isEmpty()) {
                perform(machine.requestProgress(watchers.get(0)));
            }
        });
    }

    /** The server does not take one. */
    @Operation(nonParallelGroup = "wire")
    public void refused() {
        lane.run(() -> {
            if (!toBeCreated.isEmpty()) {
                Watcher refused = toBeCreated.remove(0);
                perform(machine.received(
                        stream, new WatchDown(new Header(1, 2, 5, 3), -1, true, true, 0, "no", false, List.of())));
                check(refused.ended, "refused, and not told");
            }
        });
    }

    @Operation(nonParallelGroup = "wire")
    public void cut() {
        lane.run(() -> {
            toBeCreated.clear();
            perform(machine.ended(stream, null));
        });
    }

    private void perform(List<Effect<Watcher>> effects) {
        for (Effect<Watcher> effect : effects) {
            if (effect instanceof Effect.Open<Watcher> open) {
                stream = open.stream();
                toBeCreated.clear();
            } else if (effect instanceof Effect.Send<Watcher> send && send.message() instanceof WatchUp.Create) {
                toBeCreated.add(watchers.get(watchers.size() - 1));
            } else if (effect instanceof Effect.Tell<Watcher> tell) {
                check(!tell.watcher().created && !tell.watcher().ended, "created again");
                tell.watcher().created = true;
            } else if (effect instanceof Effect.End<Watcher> end) {
                check(!end.watcher().ended, "ended again");
                end.watcher().ended = true;
            }
        }
    }

    private void check(boolean holds, String otherwise) {
        wrong = holds ? wrong : otherwise;
    }

    @Validate
    public void nothingWasWrong() {
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(wrong);
        }
    }

    @Test
    void modelChecking() {
        new ModelCheckingOptions()
                .iterations(Exploration.scaled(4))
                .invocationsPerIteration(50)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(0)
                .check(getClass());
    }
}
