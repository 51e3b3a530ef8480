package dev.tercet.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.BesideEtcdctl;
import dev.tercet.cli.Ran;
import dev.tercet.kv.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code del} and {@code compaction} beside etcdctl, each with the same keys to delete. */
class DelTest {
    private static final BesideEtcdctl BOTH = BesideEtcdctl.shared();
    private static final Bytes BINARY = Bytes.ofHex("00ff0a0d22e9");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "del/a",
                "del/none",
                "del/a --prev-kv",
                "del/bin --prev-kv",
                "del/bin --prev-kv --hex",
                "del/ --prefix",
                "del/ --prefix --prev-kv",
                "del/ --prefix=true --prev-kv=true --range",
                "del/a del/b --range --prev-kv",
                "del/a del/b --prev-kv",
                "del/bin del/zz --range=true --prev-kv",
                "del/b del/a --range",
                "del/a del/a --range --prev-kv"
            })
    void deletes(String words) {
        for (String format : List.of("simple", "fields", "json")) {
            String[] line = ("del " + words + " -w " + format).split(" ");
            fill();
            String theirs = masked(BOTH.etcdctl(line));
            fill();
            Ran ours = BOTH.tercet(line);
            assertThat(masked(ours)).isEqualTo(theirs);
            assertThat(ours.exitCode()).isZero();
        }
    }

    private static void fill() {
        BOTH.etcd().etcdctl("put", "del/a", "1");
        BOTH.etcd().etcdctl("put", "del/empty", "");
        BOTH.etcdctlReading(BINARY, "put", "del/bin");
    }

    private static String masked(Ran ran) {
        return ran.out().replaceAll("(?i)((revision|version)\"\\s*:\\s*)\\d+", "$1N");
    }

    @Test
    void warnsOfARangeUnlessItIsMeant() {
        assertThat(BOTH.tercet("del", "del-w/a", "del-w/b").err()).contains("warning", "del-w/a", "del-w/b", "--range");
        assertThat(BOTH.tercet("del", "del-w/a", "del-w/b", "--range").err()).isEmpty();
        assertThat(BOTH.tercet("del", "del-w/a").err()).isEmpty();
    }

    @Test
    void whatIsRefused() {
        for (String words : List.of("", "a b --prefix", "a --prefix --from-key", "a b c")) {
            List<String> line = new ArrayList<>(List.of("del"));
            line.addAll(List.of(words.split(" ")));
            line.removeIf(String::isEmpty);
            Ran ran = BOTH.tercet(line.toArray(new String[0]));
            assertThat(ran.exitCode()).as(words).isEqualTo(2);
            assertThat(ran.out()).isEmpty();
        }
        BOTH.same("del", "del/a", "-w", "table");
    }

    @Test
    void aRangeThatEndsBeforeItBeginsNeedsNoWarning() {
        fill();
        Ran ran = BOTH.tercet("del", "del/b", "del/a");
        assertThat(ran).extracting(Ran::exitCode, Ran::out, Ran::err).containsExactly(0, "0\n", "");
        assertThat(BOTH.tercet("del", "del/b", "del/a", "--prev-kv", "-o", "ndjson"))
                .extracting(Ran::exitCode, Ran::out)
                .containsExactly(0, "");
        assertThat(BOTH.tercet("get", "del/a", "--print-value-only").out()).isEqualTo("1\n");
    }

    @Test
    void compactionSaysItInWordsAndInRows() {
        assertThat(Ran.of("--embedded", "compaction", "1", "-w", "json").out()).isEqualTo("compacted revision 1\n");
        assertThat(Ran.of("--embedded", "compaction", "1", "-o", "ndjson").out())
                .isEqualTo("{\"revision\":1}\n");
    }

    @Test
    void rows() {
        fill();
        assertThat(BOTH.tercet("del", "del/none", "-o", "ndjson").out()).isEqualTo("{\"deleted\":0}\n");
        assertThat(BOTH.tercet("del", "del/", "--prefix", "--prev-kv", "-o", "ndjson")
                        .out())
                .contains("{\"key\":\"del/a\",\"value\":\"1\",", "\"value_base64\":\"AP8KDSLp\"");
    }
}
