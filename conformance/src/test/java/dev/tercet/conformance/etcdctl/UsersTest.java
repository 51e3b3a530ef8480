package dev.tercet.conformance.etcdctl;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Users, roles, and what they may do. */
@ParameterizedClass(name = "etcdctl {0}")
@MethodSource("dev.tercet.conformance.etcdctl.Tools#versions")
record UsersTest(String version) {
    private static final List<String> FORMS = List.of("simple", "json", "fields", "table");

    @Test
    void usersAndRoles() {
        try (Both both = Both.start(version)) {
            both.run("auth", "status");
            both.ok("user", "add", "ann:secret");
            both.typed("typed\n", "user", "add", "bob", "--interactive=false");
            both.run("user", "add", "carl", "--no-password");
            both.run("user", "add", "dora", "--new-user-password=new");
            both.no("user", "add", "ann:other");
            both.no("user", "add", ":x");
            both.no("user", "add");
            both.ok("role", "add", "reader");
            both.ok("role", "add", "writer");
            both.no("role", "add", "reader");
            both.no("role", "add", "");
            both.ok("role", "grant-permission", "reader", "read", "a/", "--prefix=true");
            both.ok("role", "grant-permission", "reader", "read", "k");
            both.ok("role", "grant-permission", "reader", "read", "x", "z");
            both.ok("role", "grant-permission", "writer", "readwrite", "", "--prefix=true");
            both.ok("role", "grant-permission", "writer", "write", "w", "--from-key=true");
            both.no("role", "grant-permission", "writer", "fly", "k");
            both.no("role", "grant-permission", "none", "read", "k");
            both.no("role", "grant-permission", "reader");
            both.ok("user", "grant-role", "ann", "reader");
            both.ok("user", "grant-role", "ann", "writer");
            both.run("user", "grant-role", "ann", "reader");
            both.no("user", "grant-role", "ann", "none");
            both.no("user", "grant-role", "none", "reader");
            for (String form : FORMS) {
                both.run("user", "list", "-w", form);
                both.run("user", "get", "ann", "-w", form);
                both.run("role", "list", "-w", form);
                both.run("role", "get", "reader", "-w", form);
                both.run("role", "get", "writer", "-w", form);
                both.run("role", "get", "root", "-w", form);
                both.run("auth", "status", "-w", form);
            }
            both.ok("user", "get", "ann", "--detail");
            both.no("user", "get", "none");
            both.no("role", "get", "none");
            both.ok("user", "revoke-role", "ann", "writer");
            both.no("user", "revoke-role", "ann", "writer");
            both.no("user", "revoke-role", "none", "writer");
            both.typed("changed\n", "user", "passwd", "ann", "--interactive=false");
            both.typed("changed\n", "user", "passwd", "none", "--interactive=false");
            both.ok("role", "revoke-permission", "reader", "k");
            both.no("role", "revoke-permission", "reader", "k");
            both.ok("role", "revoke-permission", "reader", "x", "z");
            both.ok("role", "revoke-permission", "reader", "a/", "--prefix");
            both.no("role", "revoke-permission", "none", "k");
            both.ok("role", "delete", "reader");
            both.no("role", "delete", "reader");
            both.ok("user", "get", "ann");
            both.ok("user", "delete", "ann");
            both.no("user", "delete", "ann");
            both.no("auth", "enable");
            both.run("auth", "status");
        }
    }

    @Test
    void enforcement() {
        try (Both both = Both.start(version)) {
            both.ok("put", "a", "1");
            both.ok("put", "b", "2");
            both.ok("user", "add", "root:root");
            both.ok("user", "add", "ann:secret");
            both.ok("role", "add", "own");
            both.ok("role", "grant-permission", "own", "readwrite", "a");
            both.ok("user", "grant-role", "ann", "own");
            both.ok("auth", "enable");
            both.run("auth", "enable");
            both.no("get", "a");
            both.no("put", "a", "3");
            both.no("get", "a", "--user=ann:wrong");
            both.no("get", "a", "--user=none:wrong");
            both.ok("get", "a", "--user=ann:secret");
            both.ok("get", "a", "--user=ann", "--password=secret");
            both.ok("put", "a", "3", "--user=ann:secret", "--prev-kv");
            both.no("get", "b", "--user=ann:secret");
            both.no("get", "a", "--prefix", "--user=ann:secret");
            both.no("put", "b", "3", "--user=ann:secret");
            both.no("del", "b", "--user=ann:secret");
            both.typed("\nput a 4\nget b\n\n\n", "txn", "--user=ann:secret");
            both.typed("\nput a 4\nget a\n\n\n", "txn", "--user=ann:secret");
            both.run("watch", "b", "--user=ann:secret");
            try (Going watch = both.start("watch", "a", "--rev=2", "--user=ann:secret")) {
                watch.await("4").interrupt();
            }
            both.run("user", "list", "--user=ann:secret");
            both.run("user", "get", "ann", "--user=ann:secret");
            both.run("user", "get", "root", "--user=ann:secret");
            both.run("role", "get", "own", "--user=ann:secret");
            both.run("role", "get", "root", "--user=ann:secret");
            both.run("role", "list", "--user=ann:secret");
            both.run("member", "list", "--user=ann:secret");
            both.run("member", "list");
            both.run("compaction", "2", "--user=ann:secret");
            both.run("alarm", "list", "--user=ann:secret");
            both.run("defrag", "--user=ann:secret");
            both.run("auth", "disable", "--user=ann:secret");
            both.run("auth", "status");
            both.run("auth", "status", "--user=root:root");
            both.run("endpoint", "health", "--user=ann:secret");
            both.ok("user", "list", "--user=root:root");
            both.ok("get", "", "--prefix", "--user=root:root");
            both.no("user", "delete", "root", "--user=root:root");
            both.no("user", "revoke-role", "root", "root", "--user=root:root");
            both.no("role", "delete", "root", "--user=root:root");
            both.naming("lease", "lease (\\w+) granted").ok("lease", "grant", "300", "--user=root:root");
            both.ok("put", "b", "5", "--lease={lease}", "--user=root:root");
            both.no("put", "a", "5", "--lease={lease}", "--user=ann:secret");
            both.no("lease", "revoke", "{lease}", "--user=ann:secret");
            both.typed("changed\n", "user", "passwd", "ann", "--interactive=false", "--user=root:root");
            both.no("get", "a", "--user=ann:secret");
            both.ok("get", "a", "--user=ann:changed");
            both.ok("user", "revoke-role", "ann", "own", "--user=root:root");
            both.no("get", "a", "--user=ann:changed");
            both.ok("auth", "disable", "--user=root:root");
            both.run("auth", "disable");
            both.ok("get", "", "--prefix");
            both.run("get", "a", "--user=ann:secret");
        }
    }
}
