package dev.tercet.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.BesideEtcdctl;
import dev.tercet.cli.Ran;
import dev.tercet.kv.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code txn} beside etcdctl, each with the same keys to begin with. */
class TxnTest {
    private static final BesideEtcdctl BOTH = BesideEtcdctl.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                // All kinds of requests, in the part that runs.
                """
                ver("txn/a") > "0"
                version("txn/a") != "0"
                c("txn/a") > "1"
                create("txn/none") = "0"
                m("txn/a") > "1"
                mod("txn/a") != "7"
                val("txn/a") = "1"
                value("txn/a") < "2"
                value("txn/a") > `0`

                put txn/a 2 --prev-kv
                put txn/new 3
                put txn/bin "\\x00\\xff\\n\\u00e9\\t\\"q\\101" --prev-kv
                put   'txn/q w'	"x y"
                put txn/empty2 ""
                put txn/back\\slash it's
                put --ignore-value txn/empty --prev-kv
                put txn/dash -- -x
                get txn/a
                get txn/ --prefix --keys-only
                get txn/ --prefix --count-only
                get txn/ --prefix --limit 1 --sort-by value --order=descend
                get txn/none
                get txn/a txn/c --consistency=s
                del txnd/a --prev-kv
                del txnd/none
                del txnd/b txnd/c --range --prev-kv

                get txn/none

                """,
                // The other part.
                """
                val("txn/none") != "1"

                put txn/a 2

                del txn/ --prefix --prev-kv

                """,
                // Nothing at all.
                "\n\n\n",
                // Nothing to do in the part that runs.
                """
                ver("txn/a") = "0"

                put txn/a 2


                """
            })
    void transactions(String text) {
        for (String format : List.of("simple", "fields", "json")) {
            for (String hex : List.of("--hex=false", "--hex")) {
                Bytes input = Bytes.of(text);
                fill();
                Ran theirs = BOTH.etcdctlReading(input, "txn", "-w", format, hex);
                fill();
                Ran ours = BOTH.tercetReading(input, "txn", "-w", format, hex);
                assertThat(ours.err()).isEmpty();
                assertThat(theirs.exitCode()).as(theirs.toString()).isZero();
                assertThat(masked(ours)).isEqualTo(masked(theirs));
            }
        }
    }

    private static void fill() {
        BOTH.etcd().etcdctl("del", "txn/", "--prefix");
        BOTH.etcd().etcdctl("put", "txn/a", "1");
        BOTH.etcd().etcdctl("put", "txn/b", "x");
        BOTH.etcd().etcdctl("put", "txn/empty", "");
        BOTH.etcd().etcdctl("put", "txnd/a", "1");
        BOTH.etcd().etcdctl("put", "txnd/b", "x");
    }

    private static String masked(Ran ran) {
        return ran.out().replaceAll("(?i)(revision\"\\s*:\\s*)\\d+", "$1N");
    }

    @Test
    void promptsWhenInteractive() {
        BOTH.maskedReading(text -> text, Bytes.of("\n\nget txn-none\n\n"), "txn", "-i");
        BOTH.maskedReading(text -> text, Bytes.of("bad\n"), "txn", "-i");
    }

    @Test
    void comparesLeases() {
        BOTH.etcd().etcdctl("lease", "grant", "60");
        String lease =
                BOTH.etcdctl("lease", "list").out().lines().skip(1).findFirst().orElseThrow();
        BOTH.etcd().etcdctl("put", "txn-lease", "x", "--lease", lease);
        String input = "lease(\"txn-lease\") = \"" + lease + "\"\n\n\n\n";
        assertThat(BOTH.tercetReading(Bytes.of(input), "txn").out()).isEqualTo("SUCCESS\n");
    }

    @Test
    void aWordMayBeLong() {
        String value = "{\\\"a\\\":" + "b".repeat(500_000) + "}";
        BOTH.maskedReading(text -> text, Bytes.of("\nput txn-long \"" + value + "\"\n\n\n"), "txn");
        BOTH.same("get", "txn-long");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    bad                       | 1 | target
                    ver(a) = "1"              | 1 | double quotes
                    ver("a") "1"              | 1 | =, !=, <, >
                    ver("a") >= "1"           | 1 | =, !=, <, >
                    ver("a") = "x"            | 1 | no number
                    lease("a") = "xyz"        | 1 | hexadecimal
                    ver("a" = "1"             | 1 | parenthesis
                    foo("a") = "1"            | 1 | foo
                    ver("a") = "1" x          | 1 | more
                    ver("") = "1"             | 1 | empty
                    val("a\\q") = "1"         | 1 | means nothing
                    val("a) = 1               | 1 | no end
                    val("\\ud800") = "1"      | 1 | no character
                    val("\\400") = "1"        | 1 | no character
                    """)
    void badCompares(String line, int number, String why) {
        refused(line.replace("\\\\", "\\") + "\n\n\n\n", number, why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    foo x                     | 3 | put, get or del
                    put                       | 3 | KEY
                    put a                     | 3 | value
                    put a b c                 | 3 | c
                    get --bogus a             | 3 | --bogus
                    get a -w json             | 3 | -w
                    put a --lease=zz b        | 3 | zz
                    put a "b                  | 3 | no end
                    put a 'b                  | 3 | no end
                    get a --order up          | 3 | up
                    del a --prefix --from-key | 3 | exclude
                    get a --limit=-1          | 3 | negative
                    """)
    void badRequests(String line, int number, String why) {
        refused("ver(\"a\") = \"1\"\n\n" + line + "\n\n\n", number, why);
    }

    private static void refused(String input, int number, String why) {
        Ran ran = BOTH.tercetReading(Bytes.of(input), "txn");
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
        assertThat(ran.err())
                .startsWith("tercet: standard input, line " + number + ": ")
                .contains(why);
        assertThat(ran.errLines()).hasSize(1);
        assertThat(ran.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\n\nput txn-half 1\n"})
    void halfATransactionIsNone(String input) {
        Ran ran = BOTH.tercetReading(Bytes.of(input), "txn");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err()).contains("standard input ends", "Nothing was done");
        BOTH.same("get", "txn-half", "-w", "fields");
    }
}
