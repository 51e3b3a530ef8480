package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImportProgressTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void saysHowFarHowFastAndHowLongStill() {
        assertThat(ImportProgress.text(0, 1000, 0)).isEqualTo("0 of 1,000 keys [              ] 0 %, 0/s");
        assertThat(ImportProgress.text(500, 1000, 10 * SECOND))
                .isEqualTo("500 of 1,000 keys [=======       ] 50 %, 50/s, 10 s left");
        assertThat(ImportProgress.text(1000, 1000, 20 * SECOND))
                .isEqualTo("1,000 of 1,000 keys [==============] 100 %, 50/s, 0 s left");
        assertThat(ImportProgress.text(100, 1000, 10 * SECOND)).endsWith(", 10/s, 1 min 30 s left");
    }

    @Test
    void moreThanThereWereIsNoMoreThanAll() {
        assertThat(ImportProgress.text(3, 2, SECOND)).startsWith("3 of 2 keys [==============] 100 %");
    }

    @Test
    void aMillionKeysFitInALine() {
        assertThat(ImportProgress.text(1_000_000, 1_000_000, 60 * SECOND)).hasSizeLessThan(80);
        assertThat(ImportProgress.text(100_000, 1_000_000, 80 * SECOND))
                .endsWith("12 min 0 s left")
                .hasSizeLessThan(80);
    }
}
