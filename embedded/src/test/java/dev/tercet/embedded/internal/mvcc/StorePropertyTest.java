package dev.tercet.embedded.internal.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The store against the naive one, step by step. Set {@code tercet.seed} to play a game again. */
class StorePropertyTest {
    private static final int GAMES = 60;
    private static final int STEPS = 120;

    private final Apply apply = new Apply();

    @Test
    void answersAsTheListOfAllEventsWould() {
        long base = Long.getLong("tercet.seed", 20_261_121);
        for (int game = 0; game < GAMES; game++) {
            long seed = base + game;
            try {
                apply.step(() -> new Game(seed).play());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("play it again with -Dtercet.seed=" + seed, e);
            }
        }
    }

    private final class Game {
        private final Random random;
        private final int keys;
        private final Store store = new Store(apply);
        private final Store twin = new Store(apply);
        private final NaiveStore naive = new NaiveStore();
        private final List<String> told = new ArrayList<>();

        Game(long seed) {
            random = new Random(seed);
            // From a few keys with long histories to blocks that split.
            keys = random.nextBoolean() ? 8 : 2000;
            store.onCommit((revision, changes) -> {
                assertThat(store.revision()).isEqualTo(revision);
                changes.forEach(change -> told.add(NaiveStore.tell(change.kv(), change.previous())));
            });
        }

        void play() {
            if (keys > 8) {
                // In order in one game and in disorder in another.
                boolean ordered = random.nextBoolean();
                write(writing -> {
                    for (int i = 0; i < 400; i++) {
                        writing.put(ordered ? key(i) : key(), ByteString.EMPTY, 0);
                    }
                });
            }
            for (int i = 0; i < STEPS; i++) {
                step();
            }
        }

        private void step() {
            switch (random.nextInt(12)) {
                case 0 -> {
                    if (naive.compactRevision < naive.revision) {
                        compact();
                    }
                }
                case 1, 2, 3 -> read();
                case 4 -> history();
                default ->
                    write(writing -> {
                        for (int i = random.nextInt(4); i > 0; i--) {
                            change(writing);
                        }
                    });
            }
            assertThat(store.revision()).isEqualTo(naive.revision);
            assertThat(store.compactRevision()).isEqualTo(naive.compactRevision);
        }

        private void write(Consumer<Writing> writes) {
            told.clear();
            long before = naive.revision;
            store.write(writing -> {
                writes.accept(new Both(writing));
                long now = naive.revision + 1;
                KeyInterval interval = interval();
                assertThat(store.range(interval, 0, 0).kvs()).isEqualTo(naive.range(interval, now));
                assertThat(store.range(interval, before, 0).kvs()).isEqualTo(naive.range(interval, before));
                return true;
            });
            naive.commit();
            twin.write(writing -> {
                store.history(
                        before + 1,
                        1,
                        (revision, changes) -> changes.forEach(change -> {
                            if (change.kv().getVersion() == 0) {
                                writing.delete(KeyInterval.of(change.kv().getKey()));
                            } else {
                                writing.put(
                                        change.kv().getKey(),
                                        change.kv().getValue(),
                                        change.kv().getLease());
                            }
                        }));
                return true;
            });
            assertThat(told).isEqualTo(naive.revision == before ? List.of() : naive.history(naive.revision));
        }

        private void change(Writing writing) {
            if (random.nextInt(3) > 0) {
                writing.put(key(), ByteString.copyFromUtf8("v" + random.nextInt(9)), random.nextInt(3));
            } else {
                writing.delete(interval());
            }
        }

        /** Changes both stores, and compares what they say. */
        private final class Both implements Writing {
            private final Writing writing;

            Both(Writing writing) {
                this.writing = writing;
            }

            @Override
            public KeyValue put(ByteString key, ByteString value, long lease) {
                KeyValue previous = writing.put(key, value, lease);
                assertThat(previous).isEqualTo(naive.get(key, naive.revision + 1));
                naive.put(key, value, lease);
                return previous;
            }

            @Override
            public List<KeyValue> delete(KeyInterval interval) {
                List<KeyValue> deleted = writing.delete(interval);
                assertThat(deleted).isEqualTo(naive.delete(interval));
                return deleted;
            }
        }

        private void read() {
            // That one of the two was asked in between makes no difference later.
            store.hash(kept());
            KeyInterval interval = interval();
            long at = random.nextBoolean() ? 0 : kept();
            int limit = random.nextInt(4);
            List<KeyValue> expected = naive.range(interval, at == 0 ? naive.revision : at);
            Slice slice = store.range(interval, at, limit);
            assertThat(slice.kvs())
                    .isEqualTo(limit == 0 ? expected : expected.subList(0, Math.min(limit, expected.size())));
            assertThat(slice.total()).isEqualTo(expected.size());
            assertThat(store.count(interval, at)).isEqualTo(expected.size());
            ByteString key = key();
            assertThat(store.get(key)).isEqualTo(naive.get(key, naive.revision));
            long then = kept();
            assertThat(store.range(KeyInterval.of(key), then, 0).kvs())
                    .isEqualTo(naive.range(KeyInterval.of(key), then));
        }

        private void history() {
            long first = kept();
            long from = first;
            int most = 1 + random.nextInt(20);
            List<String> heard = new ArrayList<>();
            long[] last = {from - 1};
            while (from <= store.revision()) {
                from = store.history(from, most, (revision, changes) -> {
                    assertThat(revision).isGreaterThan(last[0]);
                    last[0] = revision;
                    changes.forEach(change -> heard.add(NaiveStore.tell(change.kv(), change.previous())));
                });
            }
            assertThat(heard).isEqualTo(naive.history(first));
        }

        private void compact() {
            long at = Math.max(naive.compactRevision + 1, kept());
            store.compact(at);
            naive.compact(at);
            twin.compact(at);
            long until = kept();
            assertThat(store.hash(until)).isEqualTo(twin.hash(until));
            assertThat(store.sizeInUse()).isEqualTo(Space.database(naive.bytes()));
        }

        /** A revision that can be read. */
        private long kept() {
            long first = Math.max(1, naive.compactRevision);
            return first + (long) (random.nextDouble() * (naive.revision - first + 1));
        }

        private ByteString key() {
            return key(random.nextInt(keys));
        }

        private ByteString key(int number) {
            return ByteString.copyFromUtf8(keys == 8 ? "k" + number : "key%05d\u00ff".formatted(number));
        }

        private KeyInterval interval() {
            ByteString zero = ByteString.copyFrom(new byte[1]);
            return switch (random.nextInt(4)) {
                case 0 -> new KeyInterval(key(), zero);
                case 1 -> new KeyInterval(key(), key());
                default -> KeyInterval.of(key());
            };
        }
    }
}
