package dev.tercet.cli.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.cli.Ran;
import dev.tercet.cli.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code elect} beside etcdctl, and against it. */
class ElectCommandTest {
    private static final Beside BOTH = new Beside("elect");

    @ParameterizedTest
    @ValueSource(strings = {"simple", "fields", "json"})
    void showsTheLeaderAsEtcdctlDoes(String format) throws Exception {
        String name = "elect/shown-" + format;
        String theirs;
        try (Etcdctl etcdctl = BOTH.etcdctl(name, "val", "-w", format)) {
            await().until(() -> etcdctl.out().endsWith("\n"));
            theirs = etcdctl.out();
            try (Etcdctl theirListener = BOTH.etcdctl(name, "-l", "-w", format);
                    Started ourListener = BOTH.start(name, "-l", "-w", format)) {
                await().until(() -> theirListener.out().endsWith("\n"));
                await().until(() -> ourListener.out().endsWith("\n"));
                Ran ran = ourListener.interrupt("INT");
                assertThat(ran.exitCode()).isZero();
                assertThat(ran.out()).isEqualTo(theirListener.out());
            }
            etcdctl.end();
        }
        try (Started ours = BOTH.start(name, "val", "-w", format)) {
            await().until(() -> ours.out().endsWith("\n"));
            Ran ran = ours.interrupt("INT");
            assertThat(ran.exitCode()).isZero();
            assertThat(ran.err()).isEmpty();
            assertThat(Beside.numbers(ran.out())).isEqualTo(Beside.numbers(theirs));
        }
        assertThat(Beside.queue(name)).isEmpty();
    }

    @Test
    void theyStandInTheSameElections() throws Exception {
        try (Started listener = BOTH.start("elect/a", "-l");
                Etcdctl etcdctl = BOTH.etcdctl("elect/a", "theirs")) {
            await().until(() -> listener.out().endsWith("theirs\n"));
            try (Started ours = BOTH.start("elect/a", "ours")) {
                await().until(() -> Beside.queue("elect/a").size() == 2);
                assertThat(ours.out()).isEmpty();
                etcdctl.end();
                await().until(() -> listener.out().endsWith("ours\n"));
                await().until(() -> ours.out().endsWith("ours\n"));
                try (Etcdctl next = BOTH.etcdctl("elect/a", "next")) {
                    await().until(() -> Beside.queue("elect/a").size() == 2);
                    assertThat(ours.interrupt("TERM").exitCode()).isZero();
                    await().until(() -> next.out().endsWith("next\n"));
                }
            }
        }
    }

    @Test
    void whoIsNotElectedInTimeIsToldWhoLeads() {
        try (Started leader = BOTH.start("elect/b", "b1")) {
            await().until(() -> !leader.out().isEmpty());
            Ran ran = BOTH.run("elect/b", "b2", "--timeout=200ms");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.errLines())
                    .containsExactly("tercet: election \"elect/b\": not elected within 200ms: \""
                            + leader.out().lines().toList().get(0) + "\" leads.");
            assertThat(Beside.queue("elect/b")).hasSize(1);
        }
    }

    @Test
    void thatTheLeadershipIsLostIsTold() {
        try (Started ours = BOTH.start("elect/c", "c")) {
            await().until(() -> !ours.out().isEmpty());
            Beside.delete("elect/c");
            Ran ran = ours.ended();
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.errLines())
                    .singleElement()
                    .asString()
                    .contains("election \"elect/c\": the leadership is lost");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"elect", "elect a", "elect -l a b", "elect a b c", "elect a b --ttl 0"})
    void mistakesAreFoundBeforeAnythingIsSent(String line) {
        Ran ran = Ran.of((line.replaceFirst("^elect", "elect --endpoints=127.0.0.1:1")).split(" "));
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(2);
        assertThat(ran.errLines()).hasSizeBetween(2, 3);
    }
}
