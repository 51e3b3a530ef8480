package dev.tercet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ProgressLine line(boolean seen) {
        return new ProgressLine(new Out("standard error", err, seen));
    }

    @Test
    void isDrawnOverItselfAndLeavesNothingBehind() {
        ProgressLine line = line(true);
        line.clear();
        line.draw("1");
        line.draw("2");
        line.clear();
        line.clear();
        line.end();
        assertThat(err).hasToString("\r\u001b[K1\r\u001b[K2\r\u001b[K");
    }

    @Test
    void orStaysAboveWhatComesThen() {
        ProgressLine line = line(true);
        line.draw("1");
        line.end();
        line.end();
        line.clear();
        assertThat(err).hasToString("\r\u001b[K1\n");
    }

    @Test
    void whereNobodyLooksThereIsNone() {
        ProgressLine line = line(false);
        line.draw("1");
        line.clear();
        line.end();
        assertThat(line.isSeen()).isFalse();
        assertThat(err.size()).isZero();
    }

    @Test
    void aBarIsSoFarFilled() {
        assertThat(ProgressLine.bar(0, 4)).isEqualTo("[    ]");
        assertThat(ProgressLine.bar(74, 4)).isEqualTo("[==  ]");
        assertThat(ProgressLine.bar(100, 4)).isEqualTo("[====]");
    }
}
