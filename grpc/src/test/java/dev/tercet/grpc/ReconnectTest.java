package dev.tercet.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.grpc.support.Answer;
import dev.tercet.grpc.support.Frames;
import dev.tercet.grpc.support.RawServer;
import dev.tercet.grpc.support.Scripted;
import dev.tercet.grpc.support.Wire;
import dev.tercet.kv.Put;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ReconnectTest {
    @Test
    void aServerThatIsBackIsFoundWithinMoments() throws IOException {
        Scripted server = Scripted.start();
        int port = server.port();
        try (Transport transport = Wire.to(port)) {
            Answer.to(transport, KvRpcs.PUT, Put.of("k", "v")).reply();
            server.close();
            // Long enough for the wait between gRPC's own attempts to have grown to seconds.
            Awaitility.await()
                    .during(Duration.ofSeconds(4))
                    .atMost(Duration.ofSeconds(6))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !replies(transport));
            try (Scripted again = Scripted.startAt(port)) {
                Awaitility.await()
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(20))
                        .atMost(Duration.ofMillis(500))
                        .until(() -> replies(transport));
                assertThat(again.puts()).isGreaterThan(0);
            }
        }
    }

    @Test
    void anAttemptWithoutAnAnswerIsBegunAnewByItself() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer server = new RawServer(socket -> {
                    if (connections.incrementAndGet() > 2) {
                        Frames.settings(socket.getOutputStream());
                    }
                    RawServer.drain(socket);
                });
                Transport transport = Wire.to(server.port(), Duration.ofMillis(200))) {
            Answer<?> stays = Answer.to(transport, KvRpcs.PUT, Put.of("k", "v"));
            Awaitility.await().until(() -> stays.call().hasLeft());

            assertThat(stays.isDone()).isFalse();
            assertThat(connections.get()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void anAttemptWithoutAnAnswerAfterAFailedOneIsBegunAnewToo() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer server = new RawServer(socket -> {
                    int number = connections.incrementAndGet();
                    if (number == 1) {
                        return;
                    }
                    if (number > 2) {
                        Frames.settings(socket.getOutputStream());
                    }
                    RawServer.drain(socket);
                });
                Transport transport = Wire.to(server.port(), Duration.ofMillis(200))) {
            AtomicReference<Answer<?>> latest =
                    new AtomicReference<>(Answer.to(transport, KvRpcs.PUT, Put.of("k", "v")));
            Awaitility.await().until(() -> {
                if (latest.get().isDone()) {
                    latest.set(Answer.to(transport, KvRpcs.PUT, Put.of("k", "v")));
                }
                return latest.get().call().hasLeft();
            });

            assertThat(connections.get()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void aClosedTransportLeavesNoThreads() throws IOException {
        try (Scripted server = Scripted.start()) {
            try (Transport transport = Wire.to(server.port())) {
                Answer.to(transport, KvRpcs.PUT, Put.of("k", "v")).reply();
            }
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet().stream()
                                .map(Thread::getName)
                                .filter(name -> name.startsWith("grpc-"))
                                .collect(Collectors.toSet()))
                        .isEmpty());
    }

    private static boolean replies(Transport transport) {
        Answer<?> answer = Answer.to(transport, KvRpcs.PUT, Put.of("k", "v"));
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(answer::isDone);
        return answer.isReply();
    }
}
