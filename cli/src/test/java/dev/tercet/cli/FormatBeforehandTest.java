package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A format that cannot be is told before anything is sent: nobody listens there, and that is never noticed. */
class FormatBeforehandTest {
    private static Ran run(String line) {
        return Ran.with(Map.of("ETCDCTL_ENDPOINTS", "127.0.0.1:1"), "\nput a b\n\n\n", line.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "put k v",
                "get k",
                "del k",
                "txn",
                "compaction 5",
                "lease grant 5",
                "lease revoke 12",
                "lock name",
                "elect name proposal",
                "auth enable",
                "auth disable",
                "user add ann:pw",
                "role add r",
                "member add m --peer-urls=http://127.0.0.1:3",
                "member remove 12",
                "member update 12 --peer-urls=http://127.0.0.1:3",
                "member promote 12",
                "move-leader 12",
                "downgrade enable 3.5.0",
                "alarm disarm",
                "defrag",
                "defrag --endpoints=127.0.0.1:1,127.0.0.1:2",
                "snapshot save /nowhere/at/all",
                "bench put"
            })
    void whoseNameIsUnknown(String line) {
        Ran wrong = run("-w jsn " + line);
        assertThat(wrong).extracting(Ran::exitCode, Ran::out).containsExactly(2, "");
        assertThat(wrong.errLines()).hasSize(2);
        assertThat(wrong.err()).contains("--write-out is 'jsn'", "simple, fields, json");
        Ran theirs = run("-w protobuf " + line);
        assertThat(theirs).extracting(Ran::exitCode, Ran::out).containsExactly(4, "");
        assertThat(theirs.errLines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "put k v, table",
        "del k, table",
        "txn, table ndjson csv raw",
        "member add m --peer-urls=http://127.0.0.1:3, table fields",
        "member remove 12, table fields",
        "member update 12 --peer-urls=http://127.0.0.1:3, table fields",
        "member promote 12, table fields",
        "move-leader 12, table fields",
        "downgrade enable 3.5.0, table fields",
        "downgrade cancel, table fields",
        "alarm disarm, table",
        "bench put, table fields",
        "lease grant 5, table",
        "lock name, table"
    })
    void thatTheCommandLacks(String line, String formats) {
        for (String format : List.of(formats.split(" "))) {
            Ran ran = run("-w " + format + " " + line);
            assertThat(ran).as(format).extracting(Ran::exitCode, Ran::out).containsExactly(4, "");
            assertThat(ran.errLines()).hasSize(1);
        }
    }
}
