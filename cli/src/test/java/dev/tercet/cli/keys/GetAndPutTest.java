package dev.tercet.cli.keys;

import dev.tercet.cli.BesideEtcdctl;
import dev.tercet.kv.Bytes;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code get} and {@code put} beside etcdctl. */
class GetAndPutTest {
    private static final BesideEtcdctl BOTH = BesideEtcdctl.shared();
    private static final Bytes BINARY = Bytes.ofHex("00ff0a0d22e9f09f98800a");

    @BeforeAll
    static void somethingToRead() {
        BOTH.etcdctl("put", "getput/a", "1");
        BOTH.etcdctl("put", "getput/b", "");
        BOTH.etcdctl("put", "getput/ü😀 <&>", "text with \"quotes\" and \\");
        BOTH.etcdctl("put", "getput/a", "2");
        BOTH.etcdctlReading(BINARY, "put", "getput/binary");
    }

    static List<String> reads() {
        return List.of(
                "get getput/a",
                "get getput/none",
                "get getput/ --prefix",
                "get getput/ --prefix=true --limit 2",
                "get getput/ --prefix --keys-only",
                "get getput/ --prefix --print-value-only",
                "get getput/ --prefix --hex",
                "get getput/a getput/c",
                "get getput/b getput/a",
                "get getput/a getput/a",
                "get getput/b --from-key --limit=2",
                "get getput/ --prefix --order DESCEND",
                "get getput/ --prefix --sort-by MODIFY --order DESCEND",
                "get getput/ --prefix --sort-by VERSION",
                "get getput/ --prefix --consistency s",
                "get getput/a --rev 999999999",
                "get getput/ --prefix --from-key");
    }

    @ParameterizedTest
    @MethodSource("reads")
    void reads(String line) {
        for (String format : List.of("simple", "fields", "json")) {
            BOTH.same((line + " -w " + format).split(" "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fields", "simple"})
    void counts(String format) {
        BOTH.same("get", "getput/", "--prefix", "--count-only", "-w", format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "fields", "json"})
    void puts(String format) {
        BOTH.masked(BesideEtcdctl::revisions, "put", "getput-w/a", "v", "-w", format);
        BOTH.maskedReading(BesideEtcdctl::revisions, BINARY, "put", "getput-w/b", "-w", format);
        BOTH.etcdctl("put", "getput-w/b", "w");
        BOTH.masked(
                text -> text.replaceAll("(?i)((revision|version)\"\\s*:\\s*)\\d+", "$1N"),
                "put",
                "getput-w/b",
                "w",
                "--prev-kv",
                "-w",
                format);
    }

    @Test
    void whatIsRefused() {
        BOTH.same("put", "getput-w/a", "v", "--lease", "1234567");
        BOTH.same("put", "getput-w/none", "--ignore-value");
        BOTH.same("get", "getput/a", "-w", "table");
        BOTH.same("get");
    }
}
