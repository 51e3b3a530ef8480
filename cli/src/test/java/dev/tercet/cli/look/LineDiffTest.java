package dev.tercet.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    @Test
    void isWhatLiesBetween() {
        assertThat(LineDiff.of("a\nb\nc\n", "a\nx\ny\nc\n"))
                .isEqualTo(new LineDiff(2, List.of("b"), List.of("x", "y")));
        assertThat(LineDiff.of("a\nb", "a\nb\nc")).isEqualTo(new LineDiff(3, List.of(), List.of("c")));
    }

    @Test
    void theEndOfTheLastLineIsADifference() {
        assertThat(LineDiff.of("a\nb", "a\nb\n")).isEqualTo(new LineDiff(3, List.of(), List.of("")));
    }

    @Test
    void linesThatAreRepeatedCountOnce() {
        assertThat(LineDiff.of("a\na", "a\na\na")).isEqualTo(new LineDiff(3, List.of(), List.of("a")));
    }
}
