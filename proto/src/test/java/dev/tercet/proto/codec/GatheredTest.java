package dev.tercet.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatheredTest {
    private static List<Integer> gathered(int[] sizes, int after) {
        int left = IntStream.of(sizes).sum() + after;
        Gathered<Integer> gathered = new Gathered<>(left);
        for (int i = 0; i < sizes.length; i++) {
            left -= sizes[i];
            gathered.add(i, left);
        }
        return gathered.all();
    }

    private static void keepsAll(int[] sizes, int after) {
        assertThat(gathered(sizes, after))
                .isEqualTo(IntStream.range(0, sizes.length).boxed().toList());
    }

    @Test
    void keepsAllInOrder() {
        Random random = new Random(20_261_121);
        for (int count : List.of(0, 1, 2, 3, 15, 16, 17, 18, 1000, 4711)) {
            keepsAll(IntStream.generate(() -> 130).limit(count).toArray(), 4);
            keepsAll(random.ints(count, 2, 5000).toArray(), 0);
            // Each larger, or smaller, than all those before it.
            keepsAll(IntStream.range(0, count).map(i -> 2 + 7 * i).toArray(), 4);
            keepsAll(IntStream.range(0, count).map(i -> 40_000 - 8 * i).toArray(), 4);
        }
    }

    @Test
    void takesWhatIsLeftForWhatItMayBe() {
        // One that is nothing to speak of, and then as much as a message may have.
        Gathered<String> gathered = new Gathered<>(Integer.MAX_VALUE);
        gathered.add("a", Integer.MAX_VALUE - 2);
        gathered.add("b", 0);
        assertThat(gathered.all()).containsExactly("a", "b");
    }

    @Test
    void isReadOnly() {
        for (int count : List.of(0, 1, 2, 40)) {
            List<Integer> all =
                    gathered(IntStream.generate(() -> 9).limit(count).toArray(), 0);
            assertThatThrownBy(() -> all.add(1)).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> all.set(0, 1)).isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
