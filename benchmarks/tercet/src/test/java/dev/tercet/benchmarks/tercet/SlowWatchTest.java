package dev.tercet.benchmarks.tercet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.benchmarks.BenchClient;
import dev.tercet.benchmarks.Data;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.testkit.script.Answer;
import dev.tercet.testkit.script.Messages;
import dev.tercet.testkit.script.ScriptedServer;
import dev.tercet.testkit.script.WatchStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowWatchTest {
    private final ExecutorService opening = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        opening.shutdownNow();
    }

    @Test
    void whoeverIsSlowHoldsUpNoCallEvenIfTheOthersAreOnTheIoThread() throws Exception {
        try (ScriptedServer server = ScriptedServer.start();
                BenchClient client =
                        new TercetClient(EtcdClient.connect(server.endpoint()).withCallbacksOnIoThread())) {
            server.unary(KVGrpc.getPutMethod()).always(Answer.reply(Messages.putReply(102)));
            Slow slow = new Slow();
            // It waits until the server has the watch.
            Future<BenchClient.Subscription> watch = opening.submit(() -> client.watchSlowly(Data.WATCH_PREFIX, slow));
            WatchStream stream = server.watches().await();
            stream.expectCreate();
            stream.created(0, 100).events(0, Messages.put("watch/1", "v", 101));
            assertThat(slow.begun.await(20, TimeUnit.SECONDS)).isTrue();

            client.put(Data.watchKeys()[0], Data.value());

            // If it has held up the put, it went on by itself in the end.
            assertThat(slow.gaveUp).isFalse();
            slow.goOn.countDown();
            watch.get().close();
        }
    }

    private static final class Slow implements BenchClient.Events {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile boolean gaveUp;

        @Override
        public void arrived(int count, long bytes) {
            begun.countDown();
            try {
                if (!goOn.await(10, TimeUnit.SECONDS)) {
                    throw new TimeoutException();
                }
            } catch (InterruptedException | TimeoutException e) {
                gaveUp = true;
            }
        }

        @Override
        public void failed(Throwable failure) {}
    }
}
