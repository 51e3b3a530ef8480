package dev.tercet.benchmarks.bare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.benchmarks.Data;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriterTest {
    private final Kv kv = new Kv();
    private final FakeServer server = new FakeServer(kv);
    private final Writer writer = new Writer(server.channel);

    WriterTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "paced"})
    void eventsFlowUntilTheyAreStopped(String flow) {
        assertThat(writer.answer(flow)).isEqualTo("ok");
        await().until(() -> kv.answered.get() > 10);
        assertThat(writer.answer("off")).isEqualTo("ok");

        // Whatever was sent is answered by then.
        assertThat(kv.asked.get()).isEqualTo(kv.answered.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "paced"})
    void aFailureIsToldOnceAndTakesNothingFromTheNextFlow(String flow) {
        kv.failing = 4;
        writer.answer(flow);
        await().until(() -> kv.failing <= 0);
        assertThat(writer.answer("off")).startsWith("error").contains("UNAVAILABLE");

        kv.answered.set(0);
        assertThat(writer.answer(flow)).isEqualTo("ok");
        await().until(() -> kv.answered.get() > 10);
        assertThat(writer.answer("off")).isEqualTo("ok");
    }

    @Test
    void keysAreAllPut() {
        assertThat(writer.answer("range 250")).isEqualTo("ok");
        assertThat(kv.puts.get()).isEqualTo(250);

        assertThat(writer.answer("keys")).isEqualTo("ok");
        assertThat(kv.puts.get()).isEqualTo(250 + Data.keys().length);
    }

    @Test
    void keysThatCannotBePutAreAFailure() {
        kv.failing = 1;

        assertThat(writer.answer("keys")).startsWith("error").contains("UNAVAILABLE");
        assertThat(writer.answer("no such thing")).startsWith("error");
    }

    private static final class Kv extends KVGrpc.KVImplBase {
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger puts = new AtomicInteger();
        private volatile int failing;

        @Override
        public void txn(TxnRequest request, StreamObserver<TxnResponse> caller) {
            puts.addAndGet(request.getSuccessCount());
            answer(caller, TxnResponse.getDefaultInstance());
        }

        @Override
        public void put(PutRequest request, StreamObserver<PutResponse> caller) {
            answer(caller, PutResponse.getDefaultInstance());
        }

        private synchronized <T> void answer(StreamObserver<T> caller, T reply) {
            asked.incrementAndGet();
            if (failing > 0) {
                failing--;
                caller.onError(Status.UNAVAILABLE.asException());
            } else {
                caller.onNext(reply);
                answered.incrementAndGet();
                caller.onCompleted();
            }
        }
    }
}
