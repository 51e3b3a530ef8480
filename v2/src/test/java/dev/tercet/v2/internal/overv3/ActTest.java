package dev.tercet.v2.internal.overv3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.v2.key.V2Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is noted of a write. */
class ActTest {
    @ParameterizedTest
    @EnumSource(V2Action.class)
    void whatWasNotedIsRead(V2Action action) {
        for (boolean dir : new boolean[] {false, true}) {
            for (boolean silent : new boolean[] {false, true}) {
                Act act = new Act(action, "/a/\"b\"\n\\ü", dir, silent);
                assertThat(Act.of(act.toBytes())).contains(act);
                assertThat(act.toBytes().utf8()).doesNotContain("\n");
            }
        }
    }

    @Test
    void theNoteIsShort() {
        assertThat(new Act(V2Action.SET, "/a", false, false).toBytes().utf8())
                .isEqualTo("{\"action\":\"set\",\"key\":\"/a\"}");
        assertThat(new Act(V2Action.UPDATE, "/a", true, true).toBytes().utf8())
                .isEqualTo("{\"action\":\"update\",\"key\":\"/a\",\"dir\":true,\"refresh\":true}");
    }

    @Test
    void aLaterVersionMaySayMore() {
        assertThat(Act.of(Bytes.of("{\"more\":{\"a\":[1,{}]},\"action\":\"set\",\"list\":[1],\"key\":\"/a\"}")))
                .contains(new Act(V2Action.SET, "/a", false, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{",
                "{}",
                "\"set\"",
                "{\"action\":\"set\"}",
                "{\"key\":\"/a\"}",
                "{\"action\":\"rename\",\"key\":\"/a\"}",
                "{\"action\":\"set\",\"key\":\"/a\""
            })
    void whatElseIsThereIsNobodysNote(String text) {
        assertThat(Act.of(Bytes.of(text))).isEmpty();
    }
}
