package dev.tercet.conformance.faults.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.http2.Frame;
import dev.tercet.conformance.faults.wire.http2.Http2Call;
import dev.tercet.conformance.faults.wire.http2.Http2Server;
import dev.tercet.conformance.faults.wire.http2.Script;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.grpc.GrpcTransportProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A write that no server can have taken is not in doubt. */
class RefusedTest {
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofMinutes(2);

    @Test
    void nobodyListens() throws Exception {
        Http2Server server = new Http2Server(new Script() {});
        server.close();
        assertThat(outcome(server, DEADLINE)).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void aStreamIsRefusedAndThenAConnectionGoesAwayBeforeIt() throws Exception {
        // What is on its way when its time is over is in doubt: on a slow machine it needs more.
        for (Duration time = DEADLINE; time.compareTo(MOST) < 0; time = time.multipliedBy(2)) {
            Refusing refusing = new Refusing();
            try (Http2Server server = new Http2Server(refusing)) {
                refusing.server = server;
                Outcome outcome = outcome(server, time);
                if (refusing.attempts.get() == 2) {
                    assertThat(outcome).isEqualTo(Outcome.NOT_APPLIED);
                    return;
                }
            }
        }
        fail("never was it asked twice");
    }

    /** Refuses the first stream, and the second by what it says of the connection; whoever comes after that finds nobody. */
    private static final class Refusing implements Script {
        private final AtomicInteger attempts = new AtomicInteger();
        private volatile @Nullable Http2Server server;

        @Override
        public void whole(Http2Call call) {
            if (attempts.getAndIncrement() == 0) {
                call.send(Frame.reset(call.stream(), Frame.REFUSED_STREAM));
                return;
            }
            try {
                Objects.requireNonNull(server).stopListening();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            call.send(Frame.goAway(call.stream() - 2, Frame.NO_ERROR));
        }
    }

    private static Outcome outcome(Http2Server server, Duration time) {
        try (EtcdClient etcd = EtcdClient.builder()
                .endpoints(server.endpoint())
                .transport(new GrpcTransportProvider())
                .timeout(time)
                .build()) {
            return catchThrowableOfType(EtcdException.class, () -> etcd.kv().put("k", "v"))
                    .outcome();
        }
    }
}
