package dev.tercet.conformance.faults.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.http2.Fields;
import dev.tercet.conformance.faults.wire.http2.Frame;
import dev.tercet.conformance.faults.wire.http2.Http2Call;
import dev.tercet.conformance.faults.wire.http2.Http2Connection.Manners;
import dev.tercet.conformance.faults.wire.http2.Http2Server;
import dev.tercet.conformance.faults.wire.http2.Script;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.grpc.GrpcTransportProvider;
import dev.tercet.testkit.script.Messages;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that begin a connection in an odd way: calls end in time, in words, and a write that they never had is not in doubt. */
class GreetingTest {
    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final Duration SLACK = Duration.ofSeconds(8);
    private static final int HEADER_TABLE = 1;
    private static final int PUSH = 2;
    private static final int STREAMS = 3;
    private static final int WINDOW = 4;
    private static final int FRAME = 5;
    private static final int HEADERS = 6;

    /**
     * A way to begin.
     *
     * @param lets what becomes of calls
     */
    private record Greeting(String name, Manners manners, Lets lets) {
        /** What a client may make of a connection that begins so. */
        enum Lets {
            /** Calls are answered all the same. */
            ANSWER,
            /** Calls may leave, or be with the connection when it has no room for them, which counts as gone. */
            LEAVE,
            /** It is never up, so that nothing leaves. */
            NOTHING
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Greeting> greetings() {
        return Stream.of(
                keepsOut("nothing", new byte[0]),
                keepsOut("a web page", "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                keepsOut("zeros", new byte[100]),
                keepsOut("half of the settings", new byte[] {0, 0, 6, 4, 0}),
                says("no streams", settings(STREAMS, 0)),
                // Which the watch has.
                says("one stream", settings(STREAMS, 1)),
                says("no window", Frame.settings(WINDOW, 0).bytes()),
                keepsOut("a window that cannot be", Frame.settings(WINDOW, -1).bytes()),
                keepsOut("frames that are too small", settings(FRAME, 1)),
                says("headers of no size", settings(HEADERS, 100)),
                answers("no table of headers", settings(HEADER_TABLE, 0)),
                keepsOut("a server that pushes", settings(PUSH, 7)),
                answers("settings that nobody knows", settings(0x77, 77)),
                says("goes away", and(settings(), Frame.goAway(0, Frame.NO_ERROR))),
                says("is upset", and(settings(), Frame.goAway(0, Frame.ENHANCE_YOUR_CALM))),
                keepsOut(
                        "headers first", Frame.headers(1, Fields.answer(), true).bytes()),
                answers("a frame of no type", and(settings(), new Frame(99, 99, 0, new byte[9]))),
                keepsOut("a frame without end", new byte[] {-1, -1, -1, 0, 0, 0, 0, 0, 1}),
                new Greeting("never confirms", Manners.GOOD.withoutConfirmations(), Greeting.Lets.ANSWER),
                new Greeting("never answers pings", Manners.GOOD.withoutPings(), Greeting.Lets.ANSWER));
    }

    private static Greeting says(String name, byte[] bytes) {
        return new Greeting(name, Manners.GOOD.greeting(bytes), Greeting.Lets.LEAVE);
    }

    private static Greeting keepsOut(String name, byte[] bytes) {
        return new Greeting(name, Manners.GOOD.greeting(bytes), Greeting.Lets.NOTHING);
    }

    private static Greeting answers(String name, byte[] bytes) {
        return new Greeting(name, Manners.GOOD.greeting(bytes), Greeting.Lets.ANSWER);
    }

    private static byte[] settings(int... more) {
        return Manners.greetingWith(more);
    }

    private static byte[] and(byte[] first, Frame then) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(then.bytes());
        return both.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("greetings")
    void isNoReasonToHang(Greeting greeting) throws Exception {
        AtomicInteger received = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        Script putsAreDone = new Script() {
            @Override
            public void begun(Http2Call call) {
                if (call.path().endsWith("/Put")) {
                    begun.incrementAndGet();
                }
            }

            @Override
            public void whole(Http2Call call) {
                received.incrementAndGet();
                call.answer(Messages.putReply(7).toByteArray());
            }
        };
        try (Http2Server server = new Http2Server(putsAreDone).usually(greeting.manners())) {
            try (EtcdClient etcd = EtcdClient.builder()
                    .endpoints(server.endpoint())
                    .transport(new GrpcTransportProvider())
                    .timeout(greeting.lets() == Greeting.Lets.ANSWER ? SLACK : DEADLINE)
                    .build()) {
                Watch watch = etcd.async().watches().open(WatchRequest.of("k"));
                long start = System.nanoTime();
                Throwable thrown = catchThrowable(() -> etcd.kv().put("k", "v"));
                Duration taken = Duration.ofNanos(System.nanoTime() - start);
                if (thrown == null) {
                    assertThat(received).hasPositiveValue();
                } else {
                    assertThat(greeting.lets()).as("%s", thrown).isNotEqualTo(Greeting.Lets.ANSWER);
                    assertThat(taken).isLessThan(DEADLINE.plus(SLACK));
                    assertThat(thrown).isInstanceOfSatisfying(EtcdException.class, failure -> {
                        assertThat(failure.getMessage()).contains(server.endpoint());
                        if (received.get() > 0) {
                            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
                        } else if (greeting.lets() == Greeting.Lets.NOTHING) {
                            assertThat(begun).hasValue(0);
                            assertThat(failure.outcome()).as("%s", failure).isEqualTo(Outcome.NOT_APPLIED);
                        }
                    });
                }
                watch.close();
                assertThat(watch.ended()).succeedsWithin(SLACK);
            }
            Awaitility.await().atMost(SLACK).pollDelay(Duration.ZERO).until(() -> server.openConnections() == 0);
        }
    }
}
