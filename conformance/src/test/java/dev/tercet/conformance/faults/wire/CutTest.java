package dev.tercet.conformance.faults.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.wire.cut.Cuts;
import dev.tercet.testkit.script.http.Cut;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A watch tells everything exactly once, in order and a revision at a time, wherever its stream breaks. The servers are listened to as
 * well: one whose thread dies ends its connections too, but not as was planned.
 */
class CutTest {
    private final Tally tally = new Tally();
    private final Cuts cuts = new Cuts(tally);

    @AfterEach
    void nothingWasWrong() {
        assertThat(tally.violations()).isEmpty();
        assertThat(tally.cases("")).isPositive();
    }

    @Test
    void behindEachMessageInEveryWay() throws Exception {
        Unheard.listen(tally, cuts::grpcMessages);
    }

    @Test
    void behindEachMessageOfARealEtcd() throws Exception {
        Unheard.listen(tally, cuts::recordedMessages);
    }

    @Test
    void behindEachByte() throws Exception {
        Unheard.listen(tally, () -> cuts.grpcBytes(Cut.FIN));
    }

    @Test
    @EnabledIfSystemProperty(named = "tercet.long", matches = "true")
    void behindEachByteByAReset() throws Exception {
        Unheard.listen(tally, () -> cuts.grpcBytes(Cut.RST));
    }

    @Test
    void andTheStoreForgetsItsPast() throws Exception {
        Unheard.listen(tally, cuts::compactions);
    }

    /** For each byte there is {@code ExactResumeTest}. */
    @ParameterizedTest
    @CsvSource({"true, FIN", "true, RST", "false, FIN", "false, RST"})
    void behindEachMessageOfAGateway(boolean webSockets, Cut cut) throws Exception {
        Unheard.listen(tally, () -> cuts.gateway(false, webSockets, cut));
    }
}
