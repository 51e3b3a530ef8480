package dev.tercet.internal.scan;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.World;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key once and in order, however pages come out and wherever ends are guessed; and it comes to its end. */
class ScanMachineExplorationTest {
    @ParameterizedTest
    @CsvSource({"0, 0, false", "0, 0, true", "3, 0, false", "2, 0, true", "4, 5, false", "1, 3, true"})
    void everyKeyOnce(int pageSize, long most, boolean unbounded) {
        Exploration.of(() -> new Scanned(pageSize, most, unbounded, false)).all();
    }

    @Test
    void wouldNoticeAServerThatSkips() {
        assertThat(Exploration.of(() -> new Scanned(3, 0, false, true)).violation())
                .isPresent();
    }

    private static final class Scanned implements World {
        private static final long REVISION = 42;
        /** Many, so that ends are guessed, though there are few: what is counted may be deleted by the next page's time. */
        private static final long COUNTED = 1_000_000;

        private static final List<Bytes> KEYS = Stream.of("k001", "k002", "k009", "k1", "k100", "kz", "kz\0")
                .map(Bytes::of)
                .toList();

        private final Get get;
        private final long most;
        private final boolean skips;
        private final ScanMachine machine;
        private final List<Bytes> read = new ArrayList<>();
        private long refused;

        Scanned(int pageSize, long most, boolean unbounded, boolean skips) {
            this.most = most;
            this.skips = skips;
            KeyRange range = unbounded ? KeyRange.from("k") : KeyRange.prefix("k");
            Get all = Get.of(range);
            get = most == 0 ? all : all.limit(most);
            machine = new ScanMachine(get, pageSize);
        }

        @Override
        public void moves(Moves may) {
            Get page = machine.next();
            if (page == null) {
                return;
            }
            may.happen("page", () -> page(Integer.MAX_VALUE));
            may.happen("page of one", () -> page(1));
            may.happen("large page", () -> page(Integer.MAX_VALUE, 3 << 20));
            may.happen("too large", () -> tooLarge(0));
            may.happen("far too large", () -> tooLarge(100 << 20));
        }

        private void tooLarge(long bytes) {
            Get before = machine.next();
            if (machine.isToBeSmaller(bytes)) {
                Get after = machine.next();
                must(after.range().equals(before.range()), "another page");
                must(after.maxKeys() > 0 && after.maxKeys() < before.maxKeys(), "as large: ", after.maxKeys());
                refused = after.maxKeys();
            } else {
                must(ScanMachine.maxBytes(before) == Integer.MAX_VALUE, "could be smaller");
            }
        }

        private void page(int atMost) {
            page(atMost, 10);
        }

        private void page(int atMost, int size) {
            Get page = machine.next();
            must(page.maxKeys() > 0, "a page of nothing");
            must(page.revision() == (read.isEmpty() ? page.revision() : REVISION), "at another revision");
            must(refused == 0 || page.maxKeys() <= refused, "as large as what was refused");
            List<Bytes> there = KEYS.stream()
                    .filter(key -> key.compareTo(page.range().key()) >= 0)
                    .filter(key -> page.range().isUnbounded()
                            || key.compareTo(page.range().end()) < 0)
                    .toList();
            int from = skips && there.size() > 2 ? 1 : 0;
            int count = (int) Math.min(Math.min(there.size() - from, atMost), page.maxKeys());
            List<KeyValue> kvs = there.subList(from, from + count).stream()
                    .map(key -> new KeyValue(key, value(size), 1, 1, 1, 0))
                    .toList();
            GetResult result = new GetResult(new Header(1, 1, REVISION, 1), kvs, from + count < there.size(), COUNTED);
            machine.read(result).forEach(kv -> {
                must(read.size() < KEYS.size() && kv.key().equals(KEYS.get(read.size())), "not the next: ", kv.key());
                read.add(kv.key());
            });
            refused = 0;
            must(most == 0 || read.size() <= most, "more than wanted: ", read.size());
        }

        private static Bytes value(int size) {
            return Bytes.wrap(SIZES[size > 10 ? 1 : 0]);
        }

        private static final byte[][] SIZES = {new byte[10], new byte[3 << 20]};

        @Override
        public void end() {
            for (int step = 0; machine.next() != null; step++) {
                must(step < 100, "has no end");
                page(Integer.MAX_VALUE);
            }
            must(read.size() == (most == 0 ? KEYS.size() : most), "read only ", read);
        }
    }
}
