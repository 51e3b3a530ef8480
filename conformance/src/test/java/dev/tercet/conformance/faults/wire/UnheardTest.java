package dev.tercet.conformance.faults.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnheardTest {
    @Test
    void whatNobodyCatchesIsAViolation() throws Exception {
        Tally tally = new Tally();
        Unheard.listen(tally, () -> {
            Thread thread = new Thread(
                    () -> {
                        throw new IllegalStateException("planted");
                    },
                    "somebody's");
            thread.start();
            thread.join();
        });
        assertThat(tally.violations()).singleElement().asString().contains("somebody's", "planted");
    }
}
