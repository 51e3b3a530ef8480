package dev.tercet.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.cli.AllCommands;
import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Types into a shell, through a terminal that is none. */
@Timeout(60)
class ConversationTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PipedOutputStream keyboard = new PipedOutputStream();

    @TempDir
    private Path state;

    private Cli cli;
    private Terminal terminal;
    private CompletableFuture<Void> done;

    @BeforeEach
    void begin() throws IOException {
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                true,
                new Out("standard output", out, true),
                new Out("standard error", err, true));
        cli = new Cli(
                streams,
                Map.of(
                        "XDG_CONFIG_HOME",
                        "/nowhere",
                        "XDG_STATE_HOME",
                        state.toString(),
                        "NO_COLOR",
                        "1",
                        "VISUAL",
                        "sh " + state.resolve("editor")));
        cli.given().put(Setting.EMBEDDED, "true");
        cli.etcd();
        terminal = new ExternalTerminal("test", "ansi", new PipedInputStream(keyboard), screen, StandardCharsets.UTF_8);
        Conversation conversation = new Conversation(cli, new Session(cli, AllCommands.get()), terminal);
        done = CompletableFuture.runAsync(conversation::run);
    }

    @AfterEach
    void end() throws Exception {
        keyboard.close();
        done.get(20, TimeUnit.SECONDS);
        terminal.close();
        cli.close();
    }

    private void type(String text) throws IOException {
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    private void expect(ByteArrayOutputStream where, String text) {
        await().untilAsserted(
                        () -> assertThat(where.toString(StandardCharsets.UTF_8)).contains(text));
    }

    @Test
    void runsWhatIsTyped() throws IOException {
        type("put k 'a b'\nget k\n");
        expect(out, "OK\nk\na b\n");
        expect(screen, "embedded> ");
        type("use /x/\n");
        expect(screen, "embedded /x/> ");
        type("exit\n");
        done.join();
    }

    @Test
    void completesCommandsOptionsAndKeys() throws IOException {
        type("put '/path/to a/key' v\n");
        expect(out, "OK\n");
        type("ge\t--print-va\t/pa\t\t\t\n");
        expect(out, "OK\nv\n");
    }

    @Test
    void anErrorEndsALineOnly() throws IOException {
        type("put\nput k 1\n");
        expect(err, "Try 'help put'.");
        expect(out, "OK\n");
    }

    @Test
    void ctrlCGivesUpTheLine() throws IOException {
        type("put k 1");
        expect(screen, "put k 1");
        type("\u0003");
        type("get k\nput l 1\n");
        expect(out, "OK\n");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("OK\n");
    }

    @Test
    void ctrlCEndsTheCommandThatRuns() throws IOException {
        type("embedded --port 0\n");
        expect(out, "Ctrl-C ends it.");
        int port = Integer.parseInt(
                out.toString(StandardCharsets.UTF_8).replaceFirst("(?s)^.*? in memory at \\S+:(\\d+)\n.*$", "$1"));
        terminal.raise(Terminal.Signal.INT);
        type("put k 1\n");
        expect(out, "OK\n");
        // It has ended, and not only been left.
        new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})).close();
    }

    @Test
    void whatACommandReadsIsTyped() throws IOException {
        type("put k\n");
        type("one \\ 'line\tand\t\n");
        type("another\n\u0004");
        expect(out, "OK\n");
        type("get k --print-value-only\n");
        expect(out, "one \\ 'line\tand\t\nanother\n");
    }

    @Test
    void ctrlCEndsACommandThatReads() throws IOException {
        type("put k\none\n");
        expect(screen, "one");
        type("\u0003");
        type("put l 1\nget k --count-only -w json\n");
        expect(out, "OK\n");
        expect(out, "\"revision\":2");
    }

    @Test
    void passwordsAreAskedForAndNotShown() throws IOException {
        type("user add bob\n");
        expect(screen, "Password of bob: ");
        type("geheim\n");
        expect(screen, "again");
        type("geheim\n");
        expect(out, "User bob created\n");
        assertThat(screen.toString(StandardCharsets.UTF_8)).doesNotContain("geheim");
    }

    @Test
    void ctrlCEndsTheQuestionForAPassword() throws IOException {
        type("user add bob\n");
        expect(screen, "Password of bob: ");
        type("\u0003");
        type("user list\nput k 1\n");
        expect(out, "OK\n");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("OK\n");
    }

    @Test
    void ctrlCIsTheEditorsWhileThatIsOpen() throws IOException {
        Files.writeString(
                state.resolve("editor"),
                "echo mine > \"$1\"; cd " + state + "; : > open; while [ ! -e done ]; do sleep 0.02; done\n");
        type("edit k\n");
        await().until(() -> Files.exists(state.resolve("open")));
        terminal.raise(Terminal.Signal.INT);
        terminal.raise(Terminal.Signal.INT);
        Files.createFile(state.resolve("done"));
        expect(err, "made at revision");
        type("get k\n");
        expect(out, "k\nmine\n");
    }

    @Test
    void remembersLinesWithoutPasswordsForItsOwnerAlone() throws Exception {
        type("get one\nget two --user root:secret\nexit\n");
        done.get(20, TimeUnit.SECONDS);
        Path file = state.resolve("tercet/history");
        assertThat(Files.readString(file)).contains("get one").doesNotContain("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }
}
