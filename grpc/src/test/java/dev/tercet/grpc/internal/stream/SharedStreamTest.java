package dev.tercet.grpc.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.grpc.internal.connect.Reconnection;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.hub.SerialLane;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A stream that many share, over a channel that a test plays by hand. */
class SharedStreamTest {
    private static final MethodDescriptor<String, String> METHOD = MethodDescriptor.<String, String>newBuilder()
            .setType(MethodType.BIDI_STREAMING)
            .setFullMethodName("test/Stream")
            .setRequestMarshaller(new NoMarshaller())
            .setResponseMarshaller(new NoMarshaller())
            .build();

    private final PlayedChannel channel = new PlayedChannel();
    private final List<String> told = new ArrayList<>();
    private final SharedStream.Hub<String> hub = new SharedStream.Hub<>() {
        @Override
        public void received(int number, String message) {
            told.add(number + " received " + message);
            if (message.equals("too much")) {
                throw new OutOfMemoryError("as if");
            }
        }

        @Override
        public void ended(int number, @Nullable WireFailure failure) {
            told.add(number + " ended with " + (failure == null ? "nothing" : failure.code()));
        }
    };

    private SharedStream<String, String> open() {
        Reconnection reconnection = new Reconnection(channel, Duration.ofSeconds(1), (nanos, task) -> () -> {});
        return SharedStream.open(channel, reconnection, METHOD, CallContext.PLAIN, 7, new SerialLane(), hub);
    }

    @Test
    void asksForTheNextMessageWhenOneIsTaken() {
        SharedStream<String, String> stream = open();
        assertThat(channel.call.requested).isEqualTo(1);
        stream.onMessage("one");
        stream.onMessage("two");
        assertThat(channel.call.requested).isEqualTo(3);
        assertThat(channel.call.cancelled).isFalse();
        assertThat(told).containsExactly("7 received one", "7 received two");
    }

    @Test
    void endsIfAMessageCannotBeTakenSoThatNobodyWaitsForGood() {
        List<Throwable> uncaught = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
        try {
            SharedStream<String, String> stream = open();
            stream.onMessage("too much");
            assertThat(told).containsExactly("7 received too much", "7 ended with " + StatusCode.UNKNOWN);
            assertThat(channel.call.cancelled).isTrue();
            assertThat(uncaught).singleElement().isInstanceOf(OutOfMemoryError.class);
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(null);
        }
    }

    private static final class NoMarshaller implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(new byte[0]);
        }

        @Override
        public String parse(InputStream stream) {
            return "";
        }
    }

    private static final class PlayedCall extends ClientCall<Object, Object> {
        private int requested;
        private boolean cancelled;

        @Override
        public void start(Listener<Object> listener, Metadata headers) {}

        @Override
        public void request(int messages) {
            requested += messages;
        }

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {
            cancelled = true;
        }

        @Override
        public void halfClose() {}

        @Override
        public void sendMessage(Object message) {}
    }

    private static final class PlayedChannel extends ManagedChannel {
        private final PlayedCall call = new PlayedCall();

        @Override
        @SuppressWarnings("unchecked")
        public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
            return (ClientCall<Q, R>) (ClientCall<?, ?>) call;
        }

        @Override
        public String authority() {
            return "none";
        }

        @Override
        public ManagedChannel shutdown() {
            return this;
        }

        @Override
        public ManagedChannel shutdownNow() {
            return this;
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }
}
