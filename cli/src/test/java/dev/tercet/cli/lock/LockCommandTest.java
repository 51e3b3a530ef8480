package dev.tercet.cli.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.cli.Ran;
import dev.tercet.cli.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lock} beside etcdctl, and against it. */
class LockCommandTest {
    private static final Beside BOTH = new Beside("lock");

    @ParameterizedTest
    @ValueSource(strings = {"simple", "fields", "json"})
    void showsTheKeyAsEtcdctlDoes(String format) throws Exception {
        String name = "lock/shown-" + format;
        String theirs;
        try (Etcdctl etcdctl = BOTH.etcdctl(name, "-w", format)) {
            await().until(() -> etcdctl.out().endsWith("\n"));
            theirs = etcdctl.out();
            etcdctl.end();
        }
        try (Started ours = BOTH.start(name, "-w", format)) {
            await().until(() -> ours.out().endsWith("\n"));
            Ran ran = ours.interrupt("INT");
            assertThat(ran.exitCode()).isZero();
            assertThat(ran.err()).isEmpty();
            assertThat(Beside.numbers(ran.out())).isEqualTo(Beside.numbers(theirs));
        }
        assertThat(Beside.queue(name)).isEmpty();
    }

    @Test
    void etcdctlWaitsForUs() throws Exception {
        try (Started ours = BOTH.start("lock/a", "--token")) {
            await().until(() -> ours.out().lines().count() == 3);
            assertThat(Beside.queue("lock/a"))
                    .containsExactly(ours.out().lines().toList().get(0));
            try (Etcdctl etcdctl = BOTH.etcdctl("lock/a", "echo", "mine")) {
                await().until(() -> Beside.queue("lock/a").size() == 2);
                assertThat(etcdctl.out()).isEmpty();
                assertThat(ours.interrupt("TERM").exitCode()).isZero();
                assertThat(etcdctl.ended()).isZero();
                assertThat(etcdctl.out()).isEqualTo("mine\n");
            }
        }
    }

    @Test
    void weWaitForEtcdctl() throws Exception {
        try (Etcdctl etcdctl = BOTH.etcdctl("lock/b")) {
            await().until(() -> !etcdctl.out().isEmpty());
            try (Started ours = BOTH.start("lock/b")) {
                await().until(() -> Beside.queue("lock/b").size() == 2);
                assertThat(ours.out()).isEmpty();
                etcdctl.end();
                await().until(() -> !ours.out().isEmpty());
                assertThat(Beside.queue("lock/b"))
                        .containsExactly(ours.out().lines().toList().get(0));
            }
        }
    }

    @Test
    void whoWaitsTooLongIsToldWhoHasIt() {
        try (Started holder = BOTH.start("lock/c")) {
            await().until(() -> !holder.out().isEmpty());
            Ran ran = BOTH.run("lock/c", "--timeout", "200ms");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.errLines())
                    .containsExactly("tercet: lock \"lock/c\": not had within 200ms: \""
                            + holder.out().lines().toList().get(0) + "\" has it.");
            assertThat(Beside.queue("lock/c")).hasSize(1);
        }
    }

    @Test
    void whoIsEndedWhileWaitingLeavesNothing() {
        try (Started holder = BOTH.start("lock/d");
                Started waiting = BOTH.start("lock/d")) {
            await().until(() -> Beside.queue("lock/d").size() == 2);
            Ran ran = (holder.out().isEmpty() ? holder : waiting).interrupt("INT");
            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.errLines()).containsExactly("tercet: lock \"lock/d\": ended by SIGINT");
            assertThat(Beside.queue("lock/d")).hasSize(1);
        }
    }

    @Test
    void thatItIsLostIsTold() {
        try (Started ours = BOTH.start("lock/e")) {
            await().until(() -> !ours.out().isEmpty());
            Beside.delete("lock/e");
            Ran ran = ours.ended();
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.errLines()).singleElement().asString().startsWith("tercet: lock \"lock/e\" is lost: ");
        }
    }

    @Test
    void aCommandThatIsNotThereGivesTheLockBack() {
        Ran ran = BOTH.run("lock/f", "--", "/nowhere/at/all");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.errLines()).singleElement().asString().contains("/nowhere/at/all", "the lock is given back");
        assertThat(Beside.queue("lock/f")).isEmpty();
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
        Ran ran = BOTH.run("lock/g", "-w", "table");
        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(Beside.queue("lock/g")).isEmpty();
    }

    @Test
    void whoCannotBeReachedHasNoLock() {
        Ran ran = Ran.of("lock", "a", "--endpoints=127.0.0.1:1", "--command-timeout=300ms");
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.errLines()).singleElement().asString().contains("127.0.0.1:1");
    }
}
