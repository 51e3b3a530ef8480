package dev.tercet.spi.hub;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.Tampering;
import dev.tercet.explore.World;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.hub.WatchHubMachine.Effect;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody hears what was for another, everybody is told of the end once, and the server is left with no watch that nobody wants. */
class WatchHubMachineExplorationTest {
    private static final WireFailure LOST = new WireFailure(StatusCode.UNAVAILABLE, "cut", Reach.LOST, null);

    @Test
    void twoOnOneStream() {
        Exploration.of(() -> new Hub(Tampering.none(), List.of("a", "b")))
                .states(15_000)
                .upTo(7);
    }

    @Test
    void threeOfWhichOneHasAStreamOfItsOwn() {
        Exploration.of(() -> new Hub(Tampering.none(), List.of("a", "b", "other")))
                .states(15_000)
                .upTo(5);
    }

    static Stream<Tampering> wrong() {
        return Stream.of(Effect.Open.class, Effect.Send.class, Effect.Close.class, Effect.Tell.class, Effect.End.class)
                .flatMap(kind -> Stream.of(Tampering.without(kind), Tampering.twice(kind)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Hub(tampering, List.of("a", "b"))).violation())
                .isPresent();
    }

    private enum Life {
        NEW,
        OPEN,
        ENDED
    }

    /** A stream as the server has it. Up, messages come at once; down, they queue. */
    private static final class Stream2 {
        final Deque<String> creating = new ArrayDeque<>();
        final Map<Long, String> byId = new TreeMap<>();
        final Deque<WatchDown> down = new ArrayDeque<>();
        long nextId;
        boolean closed;
    }

    private static final class Hub implements World {
        private final Tampering tampering;
        private final WatchHubMachine<String> machine = new WatchHubMachine<>();
        private final List<String> names;
        private final Map<String, Life> lives = new LinkedHashMap<>();
        private final Map<String, Integer> heard = new LinkedHashMap<>();
        private final Map<Integer, Stream2> streams = new TreeMap<>();
        private int events;

        Hub(Tampering tampering, List<String> names) {
            this.tampering = tampering;
            this.names = names;
            names.forEach(name -> lives.put(name, Life.NEW));
        }

        @Override
        public void moves(Moves may) {
            for (String name : names) {
                may.happenIf(lives.get(name) == Life.NEW, "open " + name, () -> open(name));
                may.happenIf(lives.get(name) != Life.NEW, "cancel " + name, () -> cancel(name));
                may.happenIf(
                        lives.get(name) == Life.OPEN, "progress " + name, () -> perform(machine.requestProgress(name)));
            }
            streams.forEach((number, stream) -> {
                may.happenIf(!stream.down.isEmpty(), "hear " + number, () -> hear(number));
                // What was given up may still bring what was on its way; nothing new.
                if (stream.closed) {
                    return;
                }
                if (!stream.creating.isEmpty()) {
                    may.happen("create " + number, () -> create(stream));
                    may.happen("refuse " + number, () -> refuse(stream));
                }
                for (long id : List.copyOf(stream.byId.keySet())) {
                    may.happenIf(events < 2, "event " + number + "/" + id, () -> event(stream, id));
                    may.happen("server cancels " + number + "/" + id, () -> serverCancels(stream, id));
                }
                may.happen("cut " + number, () -> ended(number, LOST));
                may.happen("end " + number, () -> ended(number, null));
            });
        }

        private void open(String name) {
            lives.put(name, Life.OPEN);
            CallContext context = name.equals("other") ? new CallContext("token", false) : CallContext.PLAIN;
            WatchRpcs.Create create = new WatchRpcs.Create(KeyRange.of(name), 0, Set.of(), false, false, true);
            perform(machine.open(name, create, context));
        }

        private void cancel(String name) {
            Life before = lives.get(name);
            perform(machine.cancel(name));
            must(lives.get(name) == Life.ENDED, before, " ", name, " was cancelled, and not told");
        }

        private void create(Stream2 stream) {
            String name = stream.creating.remove();
            long id = stream.nextId++;
            stream.byId.put(id, name);
            stream.down.add(down(name, id, true, false, List.of()));
        }

        private void refuse(Stream2 stream) {
            stream.down.add(down(stream.creating.remove(), -1, true, true, List.of()));
        }

        private void event(Stream2 stream, long id) {
            events++;
            String name = stream.byId.get(id);
            KeyValue kv = new KeyValue(Bytes.of(name), Bytes.EMPTY, 5, 5, 1, 0);
            stream.down.add(down(name, id, false, false, List.of(new WatchEvent(WatchEvent.Type.PUT, kv, null))));
        }

        private void serverCancels(Stream2 stream, long id) {
            stream.down.add(down(stream.byId.remove(id), id, false, true, List.of()));
        }

        private WatchDown down(String name, long id, boolean created, boolean canceled, List<WatchEvent> happened) {
            // Whose it is stands in the header's last number.
            Header header = new Header(1, 2, 5, names.indexOf(name));
            return new WatchDown(header, id, created, canceled, 0, "", false, happened);
        }

        private void hear(int number) {
            Stream2 stream = streams.get(number);
            WatchDown message = stream.down.remove();
            List<Effect<String>> effects = machine.received(number, message);
            must(!stream.closed || effects.isEmpty(), "a stream that was given up does ", effects);
            perform(effects);
        }

        private void ended(int number, WireFailure failure) {
            streams.remove(number);
            perform(machine.ended(number, failure));
        }

        private void perform(List<Effect<String>> effects) {
            for (Effect<String> effect : tampering.of(effects)) {
                if (effect instanceof Effect.Open<String> open) {
                    must(streams.putIfAbsent(open.stream(), new Stream2()) == null, "opened twice: ", open.stream());
                } else if (effect instanceof Effect.Send<String> send) {
                    send(send);
                } else if (effect instanceof Effect.Close<String> close) {
                    Stream2 stream = streams.get(close.stream());
                    must(stream != null && !stream.closed, "closed what is not open: ", close.stream());
                    stream.closed = true;
                } else if (effect instanceof Effect.Tell<String> tell) {
                    told(tell.watcher(), tell.message());
                } else if (effect instanceof Effect.End<String> end) {
                    must(lives.put(end.watcher(), Life.ENDED) == Life.OPEN, "ended again: ", end.watcher());
                }
            }
        }

        private void send(Effect.Send<String> send) {
            Stream2 stream = streams.get(send.stream());
            must(stream != null && !stream.closed, "sent where nothing is open: ", send);
            if (send.message() instanceof WatchUp.Create create) {
                stream.creating.add(create.create().range().key().utf8());
            } else if (send.message() instanceof WatchUp.Cancel cancel) {
                String name = stream.byId.remove(cancel.watchId());
                // A cancellation may cross the server's own.
                if (name != null) {
                    must(lives.get(name) != Life.OPEN || isAboutToEnd(name), "cancelled for nobody: ", name);
                    stream.down.add(down(name, cancel.watchId(), false, true, List.of()));
                }
            } else {
                stream.down.add(new WatchDown(new Header(1, 2, 5, -1), -1, false, false, 0, "", false, List.of()));
            }
        }

        /** The message to the server goes before the word to who watches. */
        private boolean isAboutToEnd(String name) {
            return machine.cancel(name).isEmpty();
        }

        private void told(String name, WatchRpcs.Message message) {
            must(lives.get(name) == Life.OPEN, "told ", name, " which is ", lives.get(name));
            Header header = message instanceof WatchRpcs.Created created
                    ? created.header()
                    : message instanceof WatchRpcs.Events it
                            ? it.header()
                            : message instanceof WatchRpcs.Canceled canceled
                                    ? canceled.header()
                                    : ((WatchRpcs.Progress) message).header();
            boolean everybody = header.raftTerm() == -1;
            must(everybody || header.raftTerm() == names.indexOf(name), "what is another's was told to ", name);
            if (message instanceof WatchRpcs.Created) {
                must(heard.put(name, 0) == null, "created twice: ", name);
            } else if (!(message instanceof WatchRpcs.Canceled)) {
                must(heard.containsKey(name), "told before it was created: ", name);
                heard.merge(name, message instanceof WatchRpcs.Events ? 1 : 0, Integer::sum);
            }
        }

        /** The server answers everything: what it then watches is what somebody wants. */
        @Override
        public void end() {
            boolean more = true;
            while (more) {
                more = false;
                for (int number : List.copyOf(streams.keySet())) {
                    Stream2 stream = streams.get(number);
                    if (!stream.closed && !stream.creating.isEmpty()) {
                        create(stream);
                    }
                    if (!stream.down.isEmpty()) {
                        hear(number);
                        more = true;
                    }
                }
            }
            List<String> watched = new ArrayList<>();
            streams.values().stream().filter(stream -> !stream.closed).forEach(stream -> {
                must(!stream.byId.isEmpty(), "a stream is left open for nobody");
                watched.addAll(stream.byId.values());
            });
            for (String name : names) {
                boolean wanted = lives.get(name) == Life.OPEN;
                must(watched.contains(name) == wanted, name, " wanted: ", wanted, ", watched: ", watched);
                must(!wanted || heard.containsKey(name), name, " was not told that it stands");
            }
        }
    }
}
