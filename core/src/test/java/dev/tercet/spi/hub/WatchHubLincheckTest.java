package dev.tercet.spi.hub;

import dev.tercet.explore.Exploration;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.hub.WatchHubMachine.Effect;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * A hub as transports have it, a machine in a lane, used by many threads at once: each watch has its beginning, hears each change that
 * is sent for it from then on, once, and has one end.
 */
public class WatchHubLincheckTest {
    private static final WatchRpcs.Create CREATE =
            new WatchRpcs.Create(KeyRange.of("k"), 0, Set.of(), false, false, true);

    private static final WatchEvent CHANGE =
            new WatchEvent(WatchEvent.Type.PUT, new KeyValue(Bytes.of("k"), Bytes.EMPTY, 5, 5, 1, 0), null);

    private final SerialLane lane = new SerialLane();
    // Of the lane.
    private final WatchHubMachine<Watcher> machine = new WatchHubMachine<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final List<Watcher> toBeCreated = new ArrayList<>();
    /** As the server has them. */
    private final Map<Long, Watcher> byId = new LinkedHashMap<>();

    private long nextId;
    private long revision = 5;
    private int stream;
    private String wrong = "";

    private static final class Watcher {
        boolean created;
        boolean ended;
        /** The revision that it is to hear next; 0 for none. */
        long due;
    }

    /** As each run has it. */
    public WatchHubLincheckTest() {}

    @Operation
    public void open() {
        Watcher watcher = new Watcher();
        lane.run(() -> opened(watcher));
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
        lane.run(this::create);
    }

    /** What every watch is about changes. */
    @Operation(nonParallelGroup = "wire")
    public void change() {
        Watcher first = new Watcher();
        lane.run(() -> {
            if (watchers.isEmpty()) {
                // So that somebody hears it, however short the run is.
                opened(first);
                create();
            }
            revision++;
            for (long id : List.copyOf(byId.keySet())) {
                Watcher watcher = byId.get(id);
                check(!watcher.ended, "the server watches for nobody");
                watcher.due = revision;
                receive(id, false, false, CHANGE);
                check(watcher.due == 0, "a change was not told");
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
                receive(-1, true, true);
                check(refused.ended, "refused, and not told");
            }
        });
    }

    @Operation(nonParallelGroup = "wire")
    public void cut() {
        lane.run(() -> {
            forget();
            perform(machine.ended(stream, null));
        });
    }

    private void opened(Watcher watcher) {
        watchers.add(watcher);
        perform(machine.open(watcher, CREATE, CallContext.PLAIN));
    }

    private void create() {
        if (!toBeCreated.isEmpty()) {
            long id = nextId++;
            byId.put(id, toBeCreated.remove(0));
            receive(id, true, false);
        }
    }

    private void receive(long id, boolean created, boolean canceled, WatchEvent... events) {
        Header header = new Header(1, 2, revision, 3);
        perform(machine.received(stream, new WatchDown(header, id, created, canceled, 0, "", false, List.of(events))));
    }

    /** Streams have their own. */
    private void forget() {
        toBeCreated.clear();
        byId.clear();
    }

    private void perform(List<Effect<Watcher>> effects) {
        for (Effect<Watcher> effect : effects) {
            if (effect instanceof Effect.Open<Watcher> open) {
                stream = open.stream();
                forget();
            } else if (effect instanceof Effect.Send<Watcher> send && send.message() instanceof WatchUp.Create) {
                toBeCreated.add(watchers.get(watchers.size() - 1));
            } else if (effect instanceof Effect.Send<Watcher> send && send.message() instanceof WatchUp.Cancel cancel) {
                byId.remove(cancel.watchId());
            } else if (effect instanceof Effect.Close<Watcher>) {
                forget();
            } else if (effect instanceof Effect.Tell<Watcher> tell) {
                told(tell.watcher(), tell.message());
            } else if (effect instanceof Effect.End<Watcher> end) {
                check(!end.watcher().ended, "ended again");
                end.watcher().ended = true;
            }
        }
    }

    private void told(Watcher watcher, WatchRpcs.Message message) {
        check(!watcher.ended, "told after its end");
        if (message instanceof WatchRpcs.Events change) {
            check(watcher.created, "told before its beginning");
            check(watcher.due == change.header().revision(), "a change of another, or told again");
            watcher.due = 0;
        } else {
            check(!watcher.created, "created again");
            watcher.created = true;
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
