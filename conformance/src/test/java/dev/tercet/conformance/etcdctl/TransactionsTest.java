package dev.tercet.conformance.etcdctl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Transactions, as typed. */
@ParameterizedClass(name = "etcdctl {0}")
@MethodSource("dev.tercet.conformance.etcdctl.Tools#versions")
record TransactionsTest(String version) {
    @Test
    void compareAndAct() {
        try (Both both = Both.start(version)) {
            both.naming("lease", "lease (\\w+) granted").ok("lease", "grant", "300");
            both.ok("put", "k", "v");
            both.ok("put", "k", "w");
            both.ok("put", "leased", "v", "--lease={lease}");
            String[] compares = {
                "value(\"k\") = \"w\"",
                "value(\"k\") = \"v\"",
                "val(\"k\") != \"v\"",
                "val(\"k\") > \"v\"",
                "version(\"k\") = \"2\"",
                "ver(\"k\") < \"2\"",
                "ver(\"absent\") = \"0\"",
                "create(\"k\") = \"2\"",
                "c(\"k\") > \"5\"",
                "mod(\"k\") = \"3\"",
                "m(\"absent\") = \"0\"",
                "lease(\"k\") = \"0\"",
                "lease(\"leased\") = \"{lease}\"",
                "lease(\"absent\") = \"0\"",
                "size(\"k\") = \"0\"",
                "mod(\"k\") = \"none\"",
                "nonsense",
            };
            for (String compare : compares) {
                both.typed(compare + "\n\nget k\n\nget absent\n\n", "txn");
            }
            both.typed("mod(\"k\") = \"3\"\nver(\"k\") = \"2\"\n\nput k x\ndel leased\nget k\n\n\n", "txn");
            both.typed(
                    "mod(\"k\") = \"3\"\n\nput k y\n\nget k\nget \"\" --prefix --keys-only\n\n", "txn", "-w", "json");
            both.typed("\nput \"a key\" \"a value\"\n\n\n", "txn", "-i");
            both.typed("\n\n\n", "txn");
            both.typed("\nput k 1\nput k 2\n\n\n", "txn");
            both.typed("\nput k 1\ndel k\n\n\n", "txn");
            both.typed("\nput k 1 --lease=0123\n\n\n", "txn");
            both.typed("\nput none --ignore-value\n\n\n", "txn");
            both.typed("\nget k --rev=1000\n\n\n", "txn");
            both.typed("\nfly k\n\n\n", "txn");
            both.typed("\nput k 1 --prev-kv\ndel k2 --prev-kv\nget k\n\n\n", "txn", "-w", "fields");
            both.typed("\nput k 1 --prev-kv\nget k\n\n\n", "txn", "-w", "table");
            both.typed("\n" + manyPuts(128) + "\n\n", "txn", "-w", "json");
            both.typed("\n" + manyPuts(129) + "\n\n", "txn");
            both.no("txn", "argument");
            both.ok("get", "", "--prefix", "-w", "json");
        }
    }

    private static String manyPuts(int count) {
        StringBuilder puts = new StringBuilder();
        for (int i = 0; i < count; i++) {
            puts.append("put many").append(i).append(" v\n");
        }
        return puts.toString();
    }
}
