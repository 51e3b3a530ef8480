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

/** {@code elect} beside etcdctl, and against it. */
class ElectCommandTest {
    private static final BesideEtcdctl BOTH = BesideEtcdctl.shared();
    private static final String ENDPOINT = BOTH.etcd().endpoint(0);

    private static Started tercet(String... words) {
        List<String> all = new ArrayList<>(List.of("elect", "--endpoints", ENDPOINT));
        all.addAll(List.of(words));
        return Started.of(all.toArray(new String[0]));
    }

    private static Etcdctl etcdctl(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("elect"));
        all.addAll(List.of(words));
        return new Etcdctl(ENDPOINT, all.toArray(new String[0]));
    }

    private static long candidates(String name) {
        return BOTH.etcdctl("get", name + "/", "--prefix", "--keys-only")
                .out()
                .lines()
                .filter(line -> !line.isEmpty())
                .count();
    }

    private static String numbers(String text) {
        return text.replaceAll("/[0-9a-f]{8,}", "/ID")
                .replaceAll("(\"?[a-zA-Z_]+\"? ?: ?)\\d+", "$1N")
                .replaceAll("\"key\":\"[^\"]+\"", "\"key\":\"K\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "fields", "json"})
    void showsTheLeaderAsEtcdctlDoes(String format) throws Exception {
        String name = "elect/shown-" + format;
        String theirs;
        try (Etcdctl etcdctl = etcdctl(name, "val", "-w", format)) {
            await().until(() -> etcdctl.out().endsWith("\n"));
            theirs = etcdctl.out();
            try (Etcdctl theirListener = etcdctl(name, "-l", "-w", format);
                    Started ourListener = tercet(name, "-l", "-w", format)) {
                await().until(() -> theirListener.out().endsWith("\n"));
                await().until(() -> ourListener.out().endsWith("\n"));
                Ran ran = ourListener.interrupt("INT");
                assertThat(ran.exitCode()).isZero();
                assertThat(ran.out()).isEqualTo(theirListener.out());
            }
            etcdctl.end();
        }
        try (Started ours = tercet(name, "val", "-w", format)) {
            await().until(() -> ours.out().endsWith("\n"));
            Ran ran = ours.interrupt("INT");
            assertThat(ran.exitCode()).isZero();
            assertThat(ran.err()).isEmpty();
            assertThat(numbers(ran.out())).isEqualTo(numbers(theirs));
        }
        assertThat(candidates(name)).isZero();
    }

    @Test
    void theyStandInTheSameElections() throws Exception {
        try (Started listener = tercet("elect/a", "-l");
                Etcdctl etcdctl = etcdctl("elect/a", "theirs")) {
            await().until(() -> listener.out().endsWith("theirs\n"));
            try (Started ours = tercet("elect/a", "ours")) {
                await().until(() -> candidates("elect/a") == 2);
                assertThat(ours.out()).isEmpty();
                etcdctl.end();
                await().until(() -> listener.out().endsWith("ours\n"));
                await().until(() -> ours.out().endsWith("ours\n"));
                try (Etcdctl next = etcdctl("elect/a", "next")) {
                    await().until(() -> candidates("elect/a") == 2);
                    assertThat(ours.interrupt("TERM").exitCode()).isZero();
                    await().until(() -> next.out().endsWith("next\n"));
                }
            }
        }
    }

    @Test
    void whoIsNotElectedInTimeIsToldWhoLeads() {
        try (Started leader = tercet("elect/b", "b1")) {
            await().until(() -> !leader.out().isEmpty());
            Ran ran = BOTH.tercet("elect", "elect/b", "b2", "--timeout=200ms");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.errLines())
                    .containsExactly("tercet: election \"elect/b\": not elected within 200ms: \""
                            + leader.out().lines().toList().get(0) + "\" leads.");
            assertThat(candidates("elect/b")).isEqualTo(1);
        }
    }

    @Test
    void thatTheLeadershipIsLostIsTold() {
        try (Started ours = tercet("elect/c", "c")) {
            await().until(() -> !ours.out().isEmpty());
            BOTH.etcdctl("del", "elect/c/", "--prefix");
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
