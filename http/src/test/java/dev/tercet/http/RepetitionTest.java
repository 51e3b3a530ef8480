package dev.tercet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that java.net.http would send again when the connection that it kept is closed on it. */
final class RepetitionTest {
    private static final String ONCE = "2 " + Reach.LOST + " [end]";
    private static final String PROPERTY = "jdk.httpclient.enableAllMethodRetry";

    /** Sends on a kept connection that is cut as soon as the request is there; how often it came, whole. */
    private static String sent(HttpAsk ask) {
        try (ScriptedHttp server = ScriptedHttp.start()) {
            server.path("/a").then(HttpAnswer.json("{}")).always(HttpAnswer.cut(Cut.FIN));
            HttpDoor door = Doors.open(server.endpoint(), 4);
            Taken first = new Taken();
            door.send(Doors.post("/a", "{}"), first).request(Long.MAX_VALUE);
            first.good();
            Taken second = new Taken();
            door.send(ask, second).request(Long.MAX_VALUE);
            WireFailure failure = second.failed();
            door.close();
            server.awaitNoneOpen();
            return server.path("/a").count() + " " + failure.reach() + " " + second.log;
        }
    }

    /** The same, where nobody is there any more for a second attempt. */
    private static String sentToTheLast(HttpAsk ask) {
        try (ScriptedHttp server = ScriptedHttp.start()) {
            server.path("/a").then(HttpAnswer.json("{}")).always(exchange -> server.stop());
            HttpDoor door = Doors.open(server.endpoint(), 4);
            Taken first = new Taken();
            door.send(Doors.post("/a", "{}"), first).request(Long.MAX_VALUE);
            first.good();
            Taken second = new Taken();
            door.send(ask, second).request(Long.MAX_VALUE);
            WireFailure failure = second.failed();
            door.close();
            return server.path("/a").count() + " " + failure.reach() + " " + second.log;
        }
    }

    /** What changes something, with a body and without. */
    private static List<HttpAsk> writes() {
        return List.of(
                Doors.post("/a", "{}"),
                Doors.ask("POST", "/a", ""),
                Doors.ask("PUT", "/a", "value=1"),
                Doors.ask("PUT", "/a", ""),
                Doors.ask("DELETE", "/a", ""));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aWriteIsSentOnce(HttpAsk ask) {
        assertThat(sent(ask)).isEqualTo(ONCE);
        assertThat(sentToTheLast(ask)).isEqualTo(ONCE);
    }

    /** Which is why whoever may not repeat something asks for it with another method. */
    @Test
    void aReadIsSentAgain() {
        assertThat(sent(HttpAsk.get("/a"))).isNotEqualTo(ONCE).endsWith(Reach.LOST + " [end]");
    }

    @Test
    void evenWhereThePropertyWantsItRepeated() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-D" + PROPERTY + "=true",
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + System.getProperty("jdk.module.path", ""),
                        Main.class.getName())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(out.lines().filter(line -> line.endsWith("]"))).hasSize(10).containsOnly(ONCE);
    }

    /** The same in a JVM of its own. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) {
            for (HttpAsk ask : writes()) {
                System.out.println(sent(ask));
                System.out.println(sentToTheLast(ask));
            }
        }
    }
}
