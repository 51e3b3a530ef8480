package dev.tercet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Hosts by their names and addresses. */
final class NamesTest {
    private static Host host(String name) {
        return Host.of(new Endpoint("http", name, 2379));
    }

    @Test
    void whatAUriCanName() {
        assertThat(host("etcd-1.example").kind()).isEqualTo(Host.Kind.NAME);
        assertThat(host("etcd_1").kind()).isEqualTo(Host.Kind.ODD_NAME);
        assertThat(host("10.0.0.1").kind()).isEqualTo(Host.Kind.ADDRESS);
        assertThat(host("::1").base()).isEqualTo("http://[::1]:2379");
        assertThat(host("bücher.example").base()).isEqualTo("http://xn--bcher-kva.example:2379");
    }

    @Test
    void addressesAndNames() {
        try (ScriptedHttp server = ScriptedHttp.start()) {
            server.path("/a").always(HttpAnswer.json("{}"));
            for (String name : List.of("localhost", "127.0.0.1")) {
                HttpDoor door = Doors.open("http://" + name + ":" + server.port(), 4);
                Taken taken = new Taken();
                door.send(Doors.post("/a", "{}"), taken).request(Long.MAX_VALUE);
                taken.good();
                assertThat(server.path("/a").await().header("host")).contains(name + ":" + server.port());
                door.close();
            }
        }
    }

    @Test
    void aNameThatDoesNotResolve() {
        for (String name : List.of("no-such-host.invalid", "no_such_host.invalid")) {
            HttpDoor door = Doors.open("http://" + name + ":2379", 4);
            Taken taken = new Taken();
            HttpCall call = door.send(Doors.post("/a", "{}"), taken);
            assertThat(taken.failed().reach()).isEqualTo(Reach.NEVER_LEFT);
            assertThat(taken.failed().message()).isEqualTo("the host's name does not resolve");
            assertThat(call.hasLeft()).isFalse();
            door.close();
        }
    }

    @Test
    void whoeverComesDuringALookUpWaitsForIt() {
        CompletableFuture<InetAddress> answer = new CompletableFuture<>();
        AtomicInteger asked = new AtomicInteger();
        UriBase uriBase = new UriBase(host("etcd_1"), name -> {
            asked.incrementAndGet();
            return answer.join();
        });
        List<String> bases = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 10; i++) {
            uriBase.find(bases::add, thrown -> bases.add(thrown.toString()));
        }
        assertThat(bases).isEmpty();
        answer.complete(InetAddress.getLoopbackAddress());
        Awaitility.await().until(() -> bases.size() == 10);
        uriBase.find(bases::add, thrown -> bases.add(thrown.toString()));
        assertThat(bases).hasSize(11).containsOnly("http://127.0.0.1:2379");
        assertThat(asked).hasValue(1);
    }

    @Test
    void afterAFailureItIsLookedUpAgain() {
        AtomicInteger asked = new AtomicInteger();
        UriBase uriBase = new UriBase(host("etcd_1"), name -> {
            if (asked.incrementAndGet() == 1) {
                throw new UnknownHostException(name);
            }
            return InetAddress.getByName("::1");
        });
        List<String> bases = new CopyOnWriteArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        uriBase.find(bases::add, failures::add);
        Awaitility.await().until(() -> failures.size() == 1);
        assertThat(failures.get(0)).isInstanceOf(ConnectException.class);
        uriBase.find(bases::add, failures::add);
        Awaitility.await().untilAsserted(() -> assertThat(bases).containsExactly("http://[0:0:0:0:0:0:0:1]:2379"));
    }
}
