package dev.tercet.cli.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.cli.BesideEtcdctl;
import dev.tercet.cli.Ran;
import dev.tercet.cli.Started;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lock} beside etcdctl, and against it. */
class LockCommandTest {
    private static final BesideEtcdctl BOTH = BesideEtcdctl.shared();
    private static final String ENDPOINT = BOTH.etcd().endpoint(0);

    private static Started tercet(String... words) {
        List<String> all = new ArrayList<>(List.of("lock", "--endpoints", ENDPOINT));
        all.addAll(List.of(words));
        return Started.of(all.toArray(new String[0]));
    }

    private static Etcdctl etcdctl(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("lock"));
        all.addAll(List.of(words));
        return new Etcdctl(ENDPOINT, all.toArray(new String[0]));
    }

    /** Who holds and who waits, in their order. */
    private static List<String> queue(String name) {
        return BOTH.etcdctl("get", name + "/", "--prefix", "--keys-only", "--sort-by=CREATE")
                .out()
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String numbers(String text) {
        return text.replaceAll("/[0-9a-f]{8,}", "/ID")
                .replaceAll("(\"?[a-zA-Z_]+\"? ?: ?)\\d+", "$1N")
                .replaceAll("\"key\":\"[^\"]+\"", "\"key\":\"K\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "fields", "json"})
    void showsTheKeyAsEtcdctlDoes(String format) throws Exception {
        String name = "lock/shown-" + format;
        String theirs;
        try (Etcdctl etcdctl = etcdctl(name, "-w", format)) {
            await().until(() -> etcdctl.out().endsWith("\n"));
            theirs = etcdctl.out();
            etcdctl.end();
        }
        try (Started ours = tercet(name, "-w", format)) {
            await().until(() -> ours.out().endsWith("\n"));
            Ran ran = ours.interrupt("INT");
            assertThat(ran.exitCode()).isZero();
            assertThat(ran.err()).isEmpty();
            assertThat(numbers(ran.out())).isEqualTo(numbers(theirs));
        }
        assertThat(queue(name)).isEmpty();
    }

    @Test
    void etcdctlWaitsForUs() throws Exception {
        try (Started ours = tercet("lock/a", "--token")) {
            await().until(() -> ours.out().lines().count() == 3);
            assertThat(queue("lock/a"))
                    .containsExactly(ours.out().lines().toList().get(0));
            try (Etcdctl etcdctl = etcdctl("lock/a", "echo", "mine")) {
                await().until(() -> queue("lock/a").size() == 2);
                assertThat(etcdctl.out()).isEmpty();
                assertThat(ours.interrupt("TERM").exitCode()).isZero();
                assertThat(etcdctl.ended()).isZero();
                assertThat(etcdctl.out()).isEqualTo("mine\n");
            }
        }
    }

    @Test
    void weWaitForEtcdctl() throws Exception {
        try (Etcdctl etcdctl = etcdctl("lock/b")) {
            await().until(() -> !etcdctl.out().isEmpty());
            try (Started ours = tercet("lock/b")) {
                await().until(() -> queue("lock/b").size() == 2);
                assertThat(ours.out()).isEmpty();
                etcdctl.end();
                await().until(() -> !ours.out().isEmpty());
                assertThat(queue("lock/b"))
                        .containsExactly(ours.out().lines().toList().get(0));
            }
        }
    }

    @Test
    void whoWaitsTooLongIsToldWhoHasIt() {
        try (Started holder = tercet("lock/c")) {
            await().until(() -> !holder.out().isEmpty());
            Ran ran = BOTH.tercet("lock", "lock/c", "--timeout", "200ms");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.errLines())
                    .containsExactly("tercet: lock \"lock/c\": not had within 200ms: \""
                            + holder.out().lines().toList().get(0) + "\" has it.");
            assertThat(queue("lock/c")).hasSize(1);
        }
    }

    @Test
    void whoIsEndedWhileWaitingLeavesNothing() {
        try (Started holder = tercet("lock/d");
                Started waiting = tercet("lock/d")) {
            await().until(() -> queue("lock/d").size() == 2);
            Ran ran = (holder.out().isEmpty() ? holder : waiting).interrupt("INT");
            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.errLines()).containsExactly("tercet: lock \"lock/d\": ended by SIGINT");
            assertThat(queue("lock/d")).hasSize(1);
        }
    }

    @Test
    void thatItIsLostIsTold() {
        try (Started ours = tercet("lock/e")) {
            await().until(() -> !ours.out().isEmpty());
            BOTH.etcdctl("del", "lock/e/", "--prefix");
            Ran ran = ours.ended();
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.errLines()).singleElement().asString().startsWith("tercet: lock \"lock/e\" is lost: ");
        }
    }

    @Test
    void aCommandThatIsNotThereGivesTheLockBack() {
        Ran ran = BOTH.tercet("lock", "lock/f", "--", "/nowhere/at/all");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.errLines()).singleElement().asString().contains("/nowhere/at/all", "the lock is given back");
        assertThat(queue("lock/f")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lock",
                "lock a --ttl 0",
                "lock a --ttl x",
                "lock a --timeout 0s",
                "lock a --token -w json",
                "lock a --token ls",
                "lock a sh -c true"
            })
    void mistakesAreFoundBeforeAnythingIsSent(String line) {
        Ran ran = Ran.of((line.replaceFirst("^lock", "lock --endpoints=127.0.0.1:1")).split(" "));
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(2);
        assertThat(ran.errLines()).hasSizeBetween(2, 3);
    }

    @Test
    void thereIsNoTable() {
        Ran ran = BOTH.tercet("lock", "lock/g", "-w", "table");
        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(queue("lock/g")).isEmpty();
    }

    @Test
    void whoCannotBeReachedHasNoLock() {
        Ran ran = Ran.of("lock", "a", "--endpoints=127.0.0.1:1", "--command-timeout=300ms");
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.errLines()).singleElement().asString().contains("127.0.0.1:1");
    }
}
