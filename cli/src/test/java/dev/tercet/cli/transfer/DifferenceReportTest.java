package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.cli.error.CommandException;
import dev.tercet.kv.Bytes;
import org.junit.jupiter.api.Test;

class DifferenceReportTest {
    @Test
    void whatHasNoFormIsFoundWithoutPrinting() {
        try (Plan plan = new Plan(1000, true)) {
            plan.update(Entry.of(Bytes.of("a"), Bytes.of("1")), 0);
            plan.update(Entry.of(Bytes.of("b"), Bytes.of("{")), 0);
            DifferenceReport json = new DifferenceReport(new Types(KeyType.UTF8, ValueType.JSON));
            assertThatThrownBy(() -> json.check(plan))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("\"b\" is not JSON");
            assertThatCode(() -> DifferenceReport.fitting(plan).check(plan)).doesNotThrowAnyException();
        }
    }
}
