package dev.tercet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left of a door that was closed: nothing, on every JDK. */
final class ClosingTest {
    private final ScriptedHttp server = ScriptedHttp.start();
    private final HttpDoor door = Doors.open(server.endpoint(), 4);

    @AfterEach
    void close() {
        door.close();
        server.close();
    }

    private Taken post(String path) {
        Taken taken = new Taken();
        door.send(Doors.post(path, "{}"), taken).request(Long.MAX_VALUE);
        return taken;
    }

    private static long clients() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("HttpClient-"))
                .count();
    }

    @Test
    void idleConnectionsAndTheThreadAreGone() {
        server.path("/a").always(HttpAnswer.silence());
        long before = clients();
        List<Taken> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(post("/a"));
        }
        for (int i = 0; i < 4; i++) {
            server.path("/a").await().answer(200, "", "{}");
        }
        all.forEach(Taken::good);
        assertThat(server.openConnections()).isEqualTo(4);
        assertThat(clients()).isEqualTo(before + 1);
        door.close();
        server.awaitNoneOpen();
        Awaitility.await().untilAsserted(() -> assertThat(clients()).isEqualTo(before));
    }

    @Test
    void whatIsUnderWayEnds() {
        server.path("/a").always(HttpAnswer.silence());
        List<Taken> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(post("/a"));
        }
        for (int i = 0; i < 4; i++) {
            HttpExchange exchange = server.path("/a").await();
            if (i % 2 == 0) {
                exchange.chunkedHead().chunk("one");
            }
        }
        door.close();
        for (int i = 0; i < 6; i++) {
            assertThat(all.get(i).failed().code()).isEqualTo(StatusCode.UNAVAILABLE);
            assertThat(all.get(i).failed().reach()).isEqualTo(i < 4 ? Reach.LOST : Reach.NEVER_LEFT);
        }
        server.awaitNoneOpen();
    }

    @Test
    void afterwardsNothingLeaves() {
        door.close();
        door.close();
        assertThat(post("/a").failed().reach()).isEqualTo(Reach.NEVER_LEFT);
        assertThat(server.connections()).isZero();
    }

    @Test
    void aDoorThatWasNeverUsedHasNoThread() {
        long before = clients();
        Doors.open(server.endpoint(), 4).close();
        assertThat(clients()).isEqualTo(before);
    }

    @Test
    void alsoWhenNobodyWasThere() {
        long before = clients();
        HttpDoor nowhere = Doors.open("http://127.0.0.1:1", 4);
        Taken taken = new Taken();
        nowhere.send(Doors.post("/a", "{}"), taken);
        taken.failed();
        nowhere.close();
        Awaitility.await().untilAsserted(() -> assertThat(clients()).isEqualTo(before));
    }

    /** Its thread has not done anything by then. */
    @Test
    void alsoWhenNothingWasConnectedTo() {
        long before = clients();
        for (int i = 0; i < 8; i++) {
            HttpDoor nowhere = Doors.open("http://no.such.host.invalid:2379", 4);
            Taken taken = new Taken();
            nowhere.send(Doors.post("/a", "{}"), taken);
            taken.failed();
            nowhere.close();
        }
        Awaitility.await().untilAsserted(() -> assertThat(clients()).isEqualTo(before));
    }

    @Test
    void eachClientHasItsOwnThread() {
        HttpClient one = HttpClient.newHttpClient();
        HttpClient other = HttpClient.newHttpClient();
        Thread ofOne = Objects.requireNonNull(SelectorThread.of(one));
        Thread ofOther = Objects.requireNonNull(SelectorThread.of(other));
        assertThat(ofOne).isNotSameAs(ofOther);
        ClientEnd.of(one);
        assertThat(ofOne.isAlive()).isFalse();
        assertThat(ofOther.isAlive()).isTrue();
        assertThat(SelectorThread.of(one)).isNull();
        ClientEnd.of(other);
        assertThat(ofOther.isAlive()).isFalse();
    }
}
