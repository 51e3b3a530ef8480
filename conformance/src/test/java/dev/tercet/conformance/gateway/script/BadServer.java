package dev.tercet.conformance.gateway.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A server that gives a {@link BadAnswer} under some paths, and a client with a short deadline. */
final class BadServer implements AutoCloseable {
    /** Of every call. */
    static final Duration DEADLINE = Duration.ofMillis(400);

    /** What a busy machine may take beyond. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    /** Whether the JDK's client can be closed, and not only be collected. */
    private static final boolean CAN_BE_CLOSED = Runtime.version().feature() >= 21;

    private final BadAnswer bad;
    private final ScriptedHttp http = ScriptedHttp.start();
    private final EtcdClient etcd;

    BadServer(GatewayTransport transport, BadAnswer bad, String... paths) {
        this.bad = bad;
        http.path("/version").always(HttpAnswer.json(Bodies.VERSION));
        http.path("/v3/maintenance/status").always(HttpAnswer.json(Bodies.STATUS));
        http.path("/v3/kv/range").always(HttpAnswer.json(Bodies.EMPTY_RANGE));
        http.path("/v3/kv/put").always(HttpAnswer.json(Bodies.PUT));
        for (String path : paths) {
            http.path(path).always(bad.answer());
        }
        etcd = EtcdClient.builder()
                .endpoints(http.endpoint())
                .transport(transport)
                .maxInboundBytes(BadAnswer.TOO_MANY_BYTES)
                .timeout(DEADLINE)
                .build();
    }

    /** Loads what the first call would lose its deadline to. */
    static void warmUp() {
        try (ScriptedHttp server = ScriptedHttp.start()) {
            server.path("/version").always(HttpAnswer.json(Bodies.VERSION));
            server.path("/v3/kv/range").always(HttpAnswer.json(Bodies.EMPTY_RANGE));
            try (EtcdClient client = EtcdClient.builder()
                    .endpoints(server.endpoint())
                    .transport(GatewayTransport.create())
                    .build()) {
                client.kv().get("k");
            }
        }
    }

    EtcdClient etcd() {
        return etcd;
    }

    /** How many requests came under a path. */
    int count(String path) {
        return http.path(path).count();
    }

    /** From now on the answer under this path is a good one. */
    void mend(String path, HttpAnswer answer) {
        http.path(path).always(answer);
    }

    /** The failure of a call, in time, of this endpoint, and typed. */
    EtcdException failure(ThrowingCallable call) {
        long start = System.nanoTime();
        Throwable thrown = catchThrowable(call);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(thrown).as(bad.name()).isInstanceOf(EtcdException.class);
        assertThat(taken).as("%s: %s", bad, thrown).isLessThan(DEADLINE.plus(SLACK));
        assertThat(thrown.getMessage()).as(bad.name()).doesNotContain("AssertionError", "null");
        return (EtcdException) thrown;
    }

    /** The same, told in the words and by the code of the answer, with the path. */
    EtcdException told(String path, ThrowingCallable call) {
        EtcdException failure = failure(call);
        assertTold(path, failure);
        return failure;
    }

    /** That it is told in the words and by the code of the answer. */
    void assertTold(String path, EtcdException failure) {
        String message = failure.getMessage();
        if (bad.told() == BadAnswer.Told.NOBODY) {
            assertThat(failure.code()).as(message).isEqualTo(ErrorCode.TIMEOUT);
            return;
        }
        assertThat(message).as(bad.name()).contains(http.endpoint()).contains(path);
        assertThat(message).as(bad.name()).containsAnyOf(bad.words().toArray(new String[0]));
        assertThat(failure.code()).as(message).isEqualTo(bad.code());
    }

    /** The same of what asks again as long as it has time: then the time is what is over, and the answer is why. */
    EtcdException toldInTheEnd(String path, ThrowingCallable call) {
        EtcdException failure = failure(call);
        if (bad.isPassing() && failure.code() == ErrorCode.TIMEOUT) {
            assertThat(failure.getMessage()).as(bad.name()).contains("within " + DEADLINE.toMillis() + " ms");
        } else {
            assertTold(path, failure);
        }
        return failure;
    }

    /** Ends the client, which leaves nothing; then the server. */
    @Override
    public void close() {
        try {
            etcd.close();
            if (CAN_BE_CLOSED || !bad.forgotten()) {
                await("no connection is left").atMost(Duration.ofSeconds(10)).until(() -> http.openConnections() == 0);
            }
        } finally {
            http.close();
        }
    }
}
