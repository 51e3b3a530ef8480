package dev.tercet.conformance.gateway.script;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.PathScript;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.util.function.UnaryOperator;

/**
 * A gateway that is a script, and a client of it.
 *
 * @param shape what it speaks like
 * @param server it
 * @param etcd the client
 */
record Gateway(Shape shape, ScriptedHttp server, EtcdClient etcd) implements AutoCloseable {
    static Gateway start(Shape shape, UnaryOperator<EtcdClientBuilder> change) {
        ScriptedHttp server = ScriptedHttp.start();
        server.path("/version").always(HttpAnswer.json(shape.version()));
        server.path(shape.path("/kv/range")).always(HttpAnswer.json(Bodies.EMPTY_RANGE));
        EtcdClientBuilder builder = EtcdClient.builder()
                .endpoints(server.endpoint())
                .transport(GatewayTransport.create().withoutWebSockets());
        return new Gateway(shape, server, change.apply(builder).build());
    }

    /** The script of a call, such as {@code /kv/put}. */
    PathScript path(String call) {
        return server.path(shape.path(call));
    }

    @Override
    public void close() {
        etcd.close();
        server.close();
    }
}
