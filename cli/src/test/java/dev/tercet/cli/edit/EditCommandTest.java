package dev.tercet.cli.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.cli.Ran;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.lease.LeaseGrant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The editor is sed, or a line of shell: what is run is the shell's in any case. */
class EditCommandTest {
    private static final EmbeddedEtcd SERVER = EmbeddedEtcd.builder().port(0).start();
    private static final EtcdClient ETCD = SERVER.client();

    @TempDir
    private Path temp;

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static Ran edit(String editor, String key) {
        return Ran.with(Map.of("EDITOR", editor), "", "edit", key, "--endpoints=" + SERVER.endpoint());
    }

    @Test
    void whatTheEditorWroteIsWritten() {
        LeaseGrant lease = ETCD.leases().grant(Duration.ofMinutes(1));
        ETCD.kv().put(Put.of("edit/a", "old value").withLease(lease.id()));
        Ran ran = edit("sed -i s/old/new/", "edit/a");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).startsWith("written at revision ");
        KeyValue now = ETCD.kv().get("edit/a").orElseThrow();
        assertThat(now.valueText()).isEqualTo("new value");
        assertThat(now.lease()).isEqualTo(lease.id());
    }

    @Test
    void whatIsUnchangedIsNotWritten() {
        long before = ETCD.kv().put("edit/same", "x").revision();
        Ran ran = edit("true", "edit/same");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.errLines()).containsExactly("unchanged: nothing was written");
        assertThat(ETCD.kv().get("edit/same").orElseThrow().modRevision()).isEqualTo(before);
        assertThat(edit("true", "edit/none").err()).contains("unchanged");
        assertThat(ETCD.kv().get("edit/none")).isEmpty();
    }

    @Test
    void aKeyThatIsNotThereIsMade() {
        Ran ran = edit("f() { echo made > \"$1\"; }; f", "edit/made");
        assertThat(ran.err()).startsWith("made at revision ");
        assertThat(ETCD.kv().getString("edit/made")).hasValue("made");
    }

    @Test
    void whatSomebodyElseWroteStays() throws IOException {
        ETCD.kv().put("edit/race", "old");
        Path done = temp.resolve("done");
        Path script = temp.resolve("editor");
        // The editor waits until the other writer has written, which this test does as soon as the editor is open.
        Files.writeString(
                script,
                "echo mine > \"$1\"; : > " + done + ".open; while [ ! -e " + done + " ]; do sleep 0.02; done\n");
        var other = CompletableFuture.runAsync(() -> {
            await().until(() -> Files.exists(Path.of(done + ".open")));
            ETCD.kv().put("edit/race", "theirs");
            try {
                Files.createFile(done);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Ran ran = edit("sh " + script, "edit/race");
        other.join();
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ETCD.kv().getString("edit/race")).hasValue("theirs");
        Path kept = Path.of(ran.err().strip().replaceFirst("(?s).* is in (.*)\\.", "$1"));
        assertThat(kept).hasContent("mine");
        Files.delete(kept);
        Files.delete(kept.getParent());
    }

    @Test
    void anEditorThatFailsWritesNothing() {
        ETCD.kv().put("edit/fail", "x");
        Ran ran = edit("false", "edit/fail");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.errLines()).containsExactly("tercet: the editor ended with exit code 1: nothing was written.");
    }
}
