package dev.tercet.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.AllCommands;
import dev.tercet.cli.Ran;
import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import dev.tercet.kv.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private static Ran shell(String script, String... options) {
        String[] words = new String[options.length + 2];
        words[0] = "shell";
        words[1] = "--embedded";
        System.arraycopy(options, 0, words, 2, options.length);
        return Ran.with(Map.of(), script, words);
    }

    @Test
    void runsLinesWithOneClient() {
        Ran ran = shell("""
                # What was put is there for the next line, so it is one etcd.
                put greeting 'hello there'

                tercet get greeting
                get greeting -w json --hex
                """);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).startsWith("OK\ngreeting\nhello there\n{\"header\"");
    }

    @Test
    void theShellsOptionsHoldForEachLine() {
        Ran ran = shell("put k v -w simple\nget k\nget k -w simple\n", "-o", "ndjson");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith("OK\n{\"key\":\"k\"").endsWith("}\nk\nv\n");
    }

    @Test
    void aLineWithAnotherWayToTheClusterHasAClientOfItsOwn() {
        Ran ran = shell("put k v\nget k --command-timeout 3s\nget k --transport gateway\nget k --namespace no/\n");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("OK\nk\nv\nk\nv\n");
        Ran elsewhere = shell("get k --endpoints 127.0.0.1:1 --command-timeout 200ms\n");
        assertThat(elsewhere.exitCode()).isEqualTo(7);
        assertThat(elsewhere.err()).contains("127.0.0.1:1");
    }

    @Test
    void usePutsAPrefixBeforeKeys() {
        Ran ran = shell(
                "use a/\nput k v\nget k\nget k --namespace a/\nget k --command-timeout 3s\nuse\nget a/k\nget k\n");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEqualTo("OK\nk\nv\nk\nv\nk\nv\na/k\nv\n");
    }

    @Test
    void stopsAtTheFirstThatFails() {
        Ran ran = shell("put a 1\nput\nput b 1\n");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEqualTo("OK\n");
        assertThat(ran.errLines()).contains("tercet: that was line 2; what comes after it was not run.");
    }

    @Test
    void goesOnIfAsked() {
        Ran ran = shell("put 'a\nput k 1\nput\nput k 2\n", "--keep-going");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEqualTo("OK\nOK\n");
        assertThat(ran.errLines())
                .contains("tercet: a quote ' is not closed.", "tercet: that was line 1.", "tercet: that was line 3.");
    }

    @Test
    void aLineThatIsNotUtf8IsNotRun() {
        Bytes script = Bytes.of("put a 1\nput b ")
                .plus(Bytes.wrap(new byte[] {(byte) 0xfc}))
                .plus(Bytes.of("\r\nget a\r\nget b"));
        Ran ran = Ran.with(Map.of(), script, "shell", "--embedded", "--keep-going");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.errLines()).containsExactly("tercet: this is not UTF-8.", "tercet: that was line 2.");
        assertThat(ran.out()).isEqualTo("OK\na\n1\n");
    }

    @Test
    void exitLeaves() {
        assertThat(shell("put a 1\nexit\nput b 1\n").out()).isEqualTo("OK\n");
    }

    @Test
    void whoLeavesWaitsForNoOtherLine() {
        InputStream in = new SequenceInputStream(
                new ByteArrayInputStream("put a 1\nexit\n".getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("nobody wants it");
                    }
                });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams =
                new Streams(in, false, new Out("standard output", out, false), new Out("standard error", err, false));
        try (Cli cli = new Cli(streams, Map.of("XDG_CONFIG_HOME", "/nowhere"))) {
            cli.given().put(Setting.EMBEDDED, "true");
            assertThat(new Script(cli, new Session(cli, AllCommands.get()), false).run())
                    .isZero();
            cli.out().flush();
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("OK\n");
            assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        }
    }

    @Test
    void aLineDoesNotReadTheOthers() {
        Ran ran = shell("put a\nput b 1\n");
        assertThat(ran.exitCode()).isEqualTo(6);
        assertThat(ran.errLines().get(0)).contains("the shell reads its lines from it");
    }

    @Test
    void aShellHasNoShell() {
        assertThat(shell("shell\n").exitCode()).isEqualTo(2);
    }

    @Test
    void wrongSettingsAreToldBeforeAnyLine() {
        Ran ran = Ran.with(Map.of("ETCDCTL_API", "2"), "put a 1\n", "shell");
        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.errLines()).hasSize(1);
    }
}
