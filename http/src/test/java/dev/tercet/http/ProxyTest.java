package dev.tercet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import org.junit.jupiter.api.Test;

/** A proxy on the way, which knows hosts that nobody here does. */
final class ProxyTest {
    @Test
    void oneThatCannotBeReachedIsNamed() {
        HttpDoor door = JdkHttpDoor.open(
                Endpoint.parse("http://etcd.invalid:2379", false),
                Doors.settings(Doors.JVMS),
                4,
                ProxySelector.of(new InetSocketAddress("127.0.0.1", 1)));
        Taken taken = new Taken();
        door.send(Doors.post("/v3/kv/put", "{}"), taken).request(Long.MAX_VALUE);
        assertThat(taken.failed().message()).endsWith("connection refused, on the way to the proxy 127.0.0.1:1");
        door.close();
    }

    @Test
    void requestsGoThroughIt() {
        try (ScriptedHttp proxy = ScriptedHttp.start()) {
            String path = "http://etcd.invalid:2379/v3/kv/put";
            proxy.path(path).always(HttpAnswer.json("{}"));
            HttpDoor door = JdkHttpDoor.open(
                    Endpoint.parse("http://etcd.invalid:2379", false),
                    Doors.settings(Doors.JVMS),
                    4,
                    ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())));
            Taken taken = new Taken();
            door.send(Doors.post("/v3/kv/put", "{}"), taken).request(Long.MAX_VALUE);
            assertThat(taken.good().text()).isEqualTo("{}");
            assertThat(proxy.path(path).await().header("host")).contains("etcd.invalid:2379");
            door.close();
        }
    }
}
