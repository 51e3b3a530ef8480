package dev.tercet.recipes.internal.barrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.internal.barrier.Round.Verdict;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundTest {
    private static List<KeyValue> created(String revisions) {
        return Arrays.stream(revisions.split(" "))
                .map(Long::valueOf)
                .map(at -> new KeyValue(Bytes.of("k" + at), Bytes.EMPTY, at, at, 1, at))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        // mine, ready, who is in, of how many
        "0, 0, 3 4, 2, REMOVED",
        "3, 0, 3, 2, WAIT",
        "3, 0, 3 4, 2, COMPLETE",
        "4, 0, 3 4, 2, COMPLETE",
        "5, 0, 3 4 5, 2, TOO_MANY",
        "4, 0, 3 4 5, 2, COMPLETE",
        "3, 4, 3 4, 2, OPEN",
        // The others have left already.
        "3, 4, 3, 2, OPEN",
        // Came too late, whoever has left since.
        "5, 4, 5, 2, TOO_MANY",
        "3, 0, 3, 1, COMPLETE",
    })
    void verdicts(long mine, long ready, String in, int members, Verdict verdict) {
        assertThat(new Round(9, mine, ready, created(in)).verdict(members)).isEqualTo(verdict);
    }

    @Test
    void theLastWhoCounts() {
        assertThat(new Round(9, 3, 0, created("3 4 5")).lastOf(2)).isEqualTo(4);
    }
}
