package dev.tercet.recipes.internal.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.mirror.MirrorPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final MirrorPlan PLAN = MirrorPlan.of("a/").to("");
    private static final Checkpoint WRITTEN = new Checkpoint(-2, 41, 7, true, false, "writer", 3);

    @Test
    void comesBackAsItWasWritten() {
        assertThat(Checkpoint.decode(WRITTEN.encode(PLAN), PLAN)).contains(WRITTEN);
        assertThat(WRITTEN.encode(PLAN).utf8())
                .isEqualTo("tercet-mirror-1 complete fffffffffffffffe 41 7 plain writer 3 <612f> <>");
    }

    @Test
    void thatOfAnotherPlanIsNone() {
        assertThat(Checkpoint.decode(WRITTEN.encode(PLAN), PLAN.to("b/"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "tercet-mirror-2 complete 1 41 7 plain writer 3 <612f> <>",
                "tercet-mirror-1 done 1 41 7 plain writer 3 <612f> <>",
                "tercet-mirror-1 complete 1 x 7 plain writer 3 <612f> <>"
            })
    void somethingElseIsNone(String value) {
        assertThat(Checkpoint.decode(Bytes.of(value), PLAN)).isEmpty();
    }
}
