package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code edit} in a JVM of its own, with signals while the editor is open. */
class EditProcessTest {
    private static final EmbeddedEtcd SERVER = EmbeddedEtcd.builder().port(0).start();
    private static final EtcdClient ETCD = SERVER.client();

    @TempDir
    private Path temp;

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** An editor that writes, and is open until there is a file {@code done}. */
    private Process edit(String key) throws IOException {
        Path script = Files.writeString(
                temp.resolve("editor"),
                "echo mine > \"$1\"; cd " + temp + "; : > open; while [ ! -e done ]; do sleep 0.02; done\n");
        Process edit = OtherJvm.tercet(
                temp, "0", Map.of("VISUAL", "sh " + script), "edit", key, "--endpoints=" + SERVER.endpoint());
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(temp.resolve("open")));
        return edit;
    }

    @Test
    void ctrlCIsTheEditors() throws Exception {
        Process edit = edit("process/a");
        OtherJvm.interrupt(edit);
        Files.createFile(temp.resolve("done"));
        assertThat(edit.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(edit.exitValue()).isZero();
        assertThat(ETCD.kv().getString("process/a")).hasValue("mine");
        assertThat(temp).isDirectoryNotContaining("glob:**/tercet-edit*");
    }

    @Test
    void whatWasEditedStaysWhenAnotherSignalEndsIt() throws Exception {
        Process edit = edit("process/b");
        edit.toHandle().destroy();
        assertThat(edit.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(edit.exitValue()).isEqualTo(5);
        String err = Files.readString(temp.resolve("err"));
        assertThat(err).startsWith("tercet: ended by SIGTERM while the editor was open: nothing was written. ");
        assertThat(Path.of(err.strip().replaceFirst(".* is in (.*)\\.", "$1"))).hasContent("mine");
        assertThat(ETCD.kv().get("process/b")).isEmpty();
    }
}
