package dev.tercet.cli.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.Get;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.session.Session;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes between the lock and the command. */
class LockedProcessTest {
    private static final EmbeddedEtcd SERVER = EmbeddedEtcd.builder().port(0).start();
    private static final EtcdClient ETCD = SERVER.client();

    @TempDir
    private Path temp;

    private final Cli cli = new Cli(
            new Streams(
                    InputStream.nullInputStream(),
                    true,
                    new Out("standard output", OutputStream.nullOutputStream(), false),
                    new Out("standard error", OutputStream.nullOutputStream(), false)),
            Map.of());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private void assertNotStarted(HeldLock held, String why) {
        Path there = temp.resolve("there");
        LockedProcess process = new LockedProcess(cli, held, ETCD.kv().get(Get.of(held.key())));
        assertThatThrownBy(() -> process.run(List.of("touch", there.toString())))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(why)
                .hasMessageEndingWith("; the command was not started");
        assertThat(there).doesNotExist();
    }

    @Test
    void ctrlCBeforeTheCommandIsStarted() {
        try (Session session = Recipes.of(ETCD).openSession(Duration.ofSeconds(10))) {
            HeldLock held = session.lock("early/a").acquire();
            cli.interrupts().interrupt("INT");
            assertNotStarted(held, "lock \"early/a\": ended by SIGINT");
        }
    }

    @Test
    void theLossBeforeTheCommandIsStarted() {
        try (Session session = Recipes.of(ETCD).openSession(Duration.ofSeconds(10))) {
            HeldLock held = session.lock("early/b").acquire();
            ETCD.kv().delete(held.key());
            await().until(() -> held.lost().isDone());
            assertNotStarted(held, "lock \"early/b\" is lost: ");
        }
    }
}
