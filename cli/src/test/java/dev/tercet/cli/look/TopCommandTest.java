package dev.tercet.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.Ran;
import dev.tercet.embedded.EmbeddedEtcd;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TopCommandTest {
    @Test
    void seesWhatIsWritten() {
        try (EmbeddedEtcd server = EmbeddedEtcd.builder().port(0).start()) {
            At at = At.embedded(server);
            CompletableFuture<Ran> top = CompletableFuture.supplyAsync(
                    () -> at.run("top", "app/", "--once", "--interval", "1s", "-o", "ndjson"));
            // The watch sees what comes after it is there, and nobody says when that is.
            while (!top.isDone()) {
                at.put("app/a/x", "v");
                at.put("other", "v");
            }
            Ran ran = top.join();
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.out().lines())
                    .hasSize(3)
                    .allMatch(
                            line -> line.matches(
                                    "\\{\"type\":\"(all|directory|key)\",\"path\":\"app/(a/(x)?)?\",\"puts\":[1-9]\\d*,\"deletes\":0,.*"));
        }
    }

    @Test
    void whatMakesNoSenseIsWrongUsage() {
        assertThat(Ran.of("top", "--limit", "0").exitCode()).isEqualTo(2);
        assertThat(Ran.of("top", "--interval", "soon").exitCode()).isEqualTo(2);
        assertThat(Ran.of("top", "-w", "table").exitCode()).isEqualTo(4);
    }
}
