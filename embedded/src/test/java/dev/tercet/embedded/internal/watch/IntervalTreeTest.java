package dev.tercet.embedded.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class IntervalTreeTest {
    @RepeatedTest(20)
    void findsWhatAListWouldFind(RepetitionInfo info) {
        SplittableRandom random = new SplittableRandom(info.getCurrentRepetition());
        IntervalTree<Integer> tree = new IntervalTree<>();
        Map<KeyInterval, Integer> all = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            KeyInterval interval =
                    new KeyInterval(key(random), random.nextInt(10) == 0 ? Rig.bytes("\0") : key(random));
            if (interval.isEmpty() || interval.isSingle()) {
                continue;
            }
            if (all.remove(interval) != null) {
                tree.remove(interval);
            } else if (random.nextInt(4) == 0 && !all.isEmpty()) {
                KeyInterval gone = all.keySet().iterator().next();
                all.remove(gone);
                tree.remove(gone);
            } else {
                all.put(interval, i);
                tree.put(interval, i);
            }
            ByteString key = key(random);
            List<Integer> found = new ArrayList<>();
            tree.containing(key, found::add);
            List<Integer> expected = new ArrayList<>();
            all.forEach((each, value) -> {
                if (each.contains(key)) {
                    expected.add(value);
                }
            });
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static ByteString key(SplittableRandom random) {
        byte[] key = new byte[random.nextInt(1, 4)];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (random.nextInt(5) * 60);
        }
        return ByteString.copyFrom(key);
    }
}
