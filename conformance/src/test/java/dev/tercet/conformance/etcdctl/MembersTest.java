package dev.tercet.conformance.etcdctl;

import dev.tercet.testkit.etcd.EtcdBinaries;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Members, and what an endpoint says of itself. */
@ParameterizedClass(name = "etcdctl {0}")
@MethodSource("dev.tercet.conformance.etcdctl.Tools#versions")
record MembersTest(String version) {
    private static final List<String> FORMS = List.of("simple", "json", "fields", "table");
    private static final Pattern SETTLED =
            Pattern.compile("\"version\":\"(\\d+\\.\\d+)\\.[^\"]*\".*\"storageVersion\":\"\\1\\.0\"");

    @Test
    void members() {
        try (Both both = Both.start(version)) {
            for (String form : FORMS) {
                both.run("member", "list", "-w", form);
            }
            both.run("member", "list", "-w", "json", "--hex");
            both.no("member", "promote", "{member}");
            both.no("member", "promote", "0123");
            both.no("member", "remove", "0123");
            both.no("member", "remove", "none");
            both.no("member", "remove", "{member}");
            both.no("member", "update", "0123", "--peer-urls=http://127.0.0.1:1");
            both.no("member", "update", "{member}");
            both.no("member", "add", "name");
            both.no("member", "add", "name", "--learner", "--peer-urls=http://{peer}");
            both.no("member", "add", "name", "--learner", "--peer-urls=nonsense");
            both.except("(Member|cluster) +", "$1 ");
            // Members are told by their ids, which are random.
            both.except("(name=http://127.0.0.1:1),(m0=http://\\{peer})", "$2,$1");
            both.naming("learner", "Member +(\\w+) added")
                    .ok("member", "add", "name", "--learner", "--peer-urls=http://127.0.0.1:1");
            both.sorted("member", "list");
            both.no("member", "add", "another", "--learner", "--peer-urls=http://127.0.0.1:2");
            both.no("member", "promote", "{learner}");
            both.no("move-leader", "{learner}");
            both.ok("member", "update", "{learner}", "--peer-urls=http://127.0.0.1:3,http://127.0.0.1:4");
            both.no("member", "update", "{learner}", "--peer-urls=http://{peer}");
            both.sorted("member", "list");
            both.ok("member", "remove", "{learner}");
            both.no("member", "remove", "{learner}");
            both.no("member", "promote", "{learner}");
            both.ok("member", "list");
            both.ok("put", "k", "v");
        }
    }

    @Test
    void endpoints() {
        try (Both both = Both.start(version)) {
            both.ok("put", "k", "v");
            both.except("\\d+%", "{percent}");
            if (EtcdBinaries.find(version).version().atLeast(3, 6)) {
                // A real one raises it to its own by and by, seconds after its start, and older tools do not know it.
                both.until(said -> SETTLED.matcher(said).find(), "endpoint", "status", "-w", "json");
            }
            // How large the file is that only one of them has, and how many entries of a log that only one of them has.
            both.except("\\d+(\\.\\d+)? ?[kMG]?B", "{size}");
            both.except("(?i)(\"db_?size\\w*\" ?: ?)\\d+", "$1{size}");
            both.except("(?i)(\"raft_?(applied_?)?index\" ?: ?)\\d+", "$1{index}");
            both.except("(true|false)(, | [|│] )(\\d+)\\2\\d+\\2\\d+", "$1$2$3$2{index}$2{index}");
            // A checksum in one's own way: it is for comparing members of the same kind.
            both.except("(?i)(}, |\"hash\" ?: ?|[|│] )(0|\\d{4,})\\b(?!\\.)", "$1{hash}");
            for (String form : FORMS) {
                both.run("endpoint", "status", "-w", form);
                both.run("endpoint", "health", "-w", form);
                both.run("endpoint", "hashkv", "-w", form);
                both.run("endpoint", "health", "--cluster", "-w", form);
                both.run("endpoint", "status", "--cluster", "-w", form);
            }
            both.run("endpoint", "hashkv", "--rev=1");
            both.run("endpoint", "hashkv", "--rev=1000");
            both.run("move-leader", "{member}");
            both.no("move-leader", "0123");
            both.no("move-leader");
            both.ok("version");
        }
    }
}
