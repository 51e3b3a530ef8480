package dev.tercet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import java.io.BufferedReader;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An etcd for other programs, in a JVM of its own. */
class EmbeddedCommandTest {
    private static final Pattern AT = Pattern.compile("etcd 3\\.5\\.30 in memory at (http://127\\.0\\.0\\.1:(\\d+))");

    @TempDir
    private Path temp;

    @Test
    void servesUntilItIsEnded() throws Exception {
        Process process = OtherJvm.tercet(temp, "embedded", "--port=0", "--report-version=3.5.30");
        try (BufferedReader out = process.inputReader()) {
            String first = out.readLine();
            Matcher at = AT.matcher(first);
            assertThat(at.matches()).as(first).isTrue();
            try (EtcdClient etcd = EtcdClient.connect(at.group(1))) {
                etcd.kv().put("greeting", "hello");
                assertThat(etcd.kv().getString("greeting")).contains("hello");
            }
            try (InputStream version = new URL(at.group(1) + "/version").openStream()) {
                assertThat(new String(version.readAllBytes(), UTF_8)).contains("\"etcdserver\":\"3.5.30\"");
            }
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            // Nobody holds the port any more.
            new ServerSocket(Integer.parseInt(at.group(2)), 1, InetAddress.getLoopbackAddress()).close();
        } finally {
            process.destroyForcibly();
        }
        assertThat(temp.resolve("err")).content().isEmpty();
    }

    @Test
    void aPortInUseIsOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Ran ran = Ran.of("embedded", "--port=" + taken.getLocalPort());
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.errLines()).hasSize(1);
            assertThat(ran.err()).contains(String.valueOf(taken.getLocalPort()), "in use");
        }
    }

    @Test
    void nonsenseIsWrongUsage() {
        assertThat(Ran.of("embedded", "--port=70000").exitCode()).isEqualTo(2);
        assertThat(Ran.of("embedded", "--port=none").exitCode()).isEqualTo(2);
        assertThat(Ran.of("embedded", "--report-version=four").exitCode()).isEqualTo(2);
    }
}
