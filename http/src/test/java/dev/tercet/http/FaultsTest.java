package dev.tercet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.fault.ConnectionWords;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** What is wrong with connections, and how far requests got. */
final class FaultsTest {
    private static WireFailure failure(String endpoint) {
        HttpDoor door = Doors.open(endpoint, 4);
        Taken taken = new Taken();
        door.send(Doors.post("/a", "{}"), taken).request(Long.MAX_VALUE);
        WireFailure failure = taken.failed();
        door.close();
        return failure;
    }

    private static WireFailure failure(HttpAnswer answer) {
        try (ScriptedHttp server = ScriptedHttp.start()) {
            server.path("/a").always(answer);
            return failure(server.endpoint());
        }
    }

    private static WireFailure greeted(byte... greeting) {
        try (ScriptedHttp server = ScriptedHttp.start()) {
            server.greet(greeting);
            return failure(server.endpoint());
        }
    }

    private static void is(WireFailure failure, Reach reach, String words) {
        assertThat(failure.reach()).as(failure::toString).isEqualTo(reach);
        assertThat(failure.message()).contains(words);
    }

    @Test
    void nobodyThere() {
        is(failure("http://127.0.0.1:1"), Reach.NEVER_LEFT, "connection refused");
        is(failure("https://127.0.0.1:1"), Reach.NEVER_LEFT, "connection refused");
    }

    @Test
    void cutShort() {
        is(failure(HttpAnswer.cut(Cut.FIN)), Reach.LOST, "before it answered; if it speaks TLS");
        is(failure(HttpAnswer.cut(Cut.RST)), Reach.LOST, "before it answered (Connection reset)");
        is(failure(HttpAnswer.json("{}").cutAfter(12, Cut.FIN)), Reach.LOST, "in the middle of its answer");
        is(failure(HttpAnswer.json("{}").cutAfter(67, Cut.RST)), Reach.LOST, "in the middle of its answer");
        HttpAnswer endless = HttpAnswer.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n");
        is(failure(endless.thenCut(Cut.FIN)), Reach.LOST, "in the middle of its answer");
    }

    @Test
    void peersOfAnotherKind() {
        is(
                greeted("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII)),
                Reach.MISCONFIGURED,
                "speaks no HTTP/1.1: it said \"220 mail.example ESMTP\", at /a");
        is(
                greeted(new byte[] {21, 3, 3, 0, 2, 2, 70, '\n'}),
                Reach.MISCONFIGURED,
                "speaks TLS: its endpoint begins with https");
        is(greeted(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0, '\n'}), Reach.MISCONFIGURED, "but HTTP/2");
    }

    @Test
    void answersThatAreBroken() {
        is(failure(HttpAnswer.raw("HTTP/1.1 abc\r\n\r\n")), Reach.LOST, "Invalid status line");
        String chunk = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n";
        is(failure(HttpAnswer.raw(chunk)), Reach.LOST, "chunk");
        is(failure(HttpAnswer.raw("HTTP/1.1 200 OK\r\nX: " + "x".repeat(1 << 19))), Reach.LOST, "Header size too big");
    }

    @Test
    void aPeerThatOnceSpokeHttpIsBelievedToDoSo() {
        try (ScriptedHttp server = ScriptedHttp.start()) {
            HttpDoor door = Doors.open(server.endpoint(), 4);
            Taken good = new Taken();
            server.path("/a").then(HttpAnswer.json("{}")).always(HttpAnswer.raw("nonsense\r\n\r\n"));
            door.send(Doors.post("/a", "{}"), good).request(Long.MAX_VALUE);
            good.good();
            Taken bad = new Taken();
            door.send(Doors.post("/a", "{}"), bad).request(Long.MAX_VALUE);
            is(bad.failed(), Reach.LOST, "nonsense");
            door.close();
        }
    }

    @Test
    void tlsWhereThereIsNone() {
        try (ScriptedHttp server = ScriptedHttp.start()) {
            server.greet("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
            String endpoint = server.endpoint().replace("http:", "https:");
            // Whether what it said is seen before its end is for the JDK's threads to decide.
            assertThat(failure(endpoint).message()).contains("its endpoint begins with http://");
        }
    }

    @Test
    void plainTextInPlaceOfAHandshakeIsNoDoubtUnlessThereWasOneBefore() {
        Faults faults = new Faults(true, () -> null);
        SSLException plain = new SSLException("Unrecognized SSL message, plaintext connection?");
        is(faults.of(plain, true, "/a"), Reach.MISCONFIGURED, ConnectionWords.SPEAKS_NO_TLS);
        faults.onHeard();
        is(faults.of(plain, true, "/a"), Reach.LOST, "Unrecognized SSL message");
    }

    @Test
    void aResetBeforeAnythingWasHeardMayBeForTheScheme() {
        IOException reset = new IOException("Connection reset");
        is(new Faults(true, () -> null).of(reset, true, "/a"), Reach.LOST, "its endpoint begins with http://");
        is(new Faults(false, () -> null).of(reset, true, "/a"), Reach.LOST, "its endpoint begins with https://");
    }

    @Test
    void aHandshakeThatNobodyAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String endpoint = "https://127.0.0.1:" + silent.getLocalPort();
            is(failure(endpoint), Reach.NEVER_LEFT, "no connection within the time");
        }
    }

    @Test
    void headersThatHttpDoesNotAllowAreNotShown() {
        HttpDoor door = Doors.open("http://127.0.0.1:1", 4);
        Taken taken = new Taken();
        door.send(new HttpAsk("POST", "/a", Map.of("Authorization", "secret\n"), new byte[0], false), taken);
        is(taken.failed(), Reach.MISCONFIGURED, "header Authorization");
        assertThat(taken.failed().toString()).doesNotContain("secret");
        door.close();
    }
}
