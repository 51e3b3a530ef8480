package dev.tercet.embedded.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.watch.WatchMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Those who are told that their server is gone may do with the host what they like, also on other threads. */
@Timeout(60)
class HostTest {
    private final Host host = new Host(Identities.of("host", "3.7.3"), Limits.DEFAULT, null, "host-test");

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void resetFromAClientsCallbackDoesNotDeadlock() {
        LastWord client = new LastWord(host::reset);
        host.watches().open(new Caller(null, false), client);
        elsewhere(host::reset);
        assertThat(client.end.join()).isSameAs(EtcdErrors.SERVER_STOPPED);
    }

    @Test
    void closeFromAClientsCallbackDoesNotDeadlock() {
        LastWord client = new LastWord(host::close);
        host.watches().open(new Caller(null, false), client);
        elsewhere(host::stop);
        assertThat(client.end.join()).isSameAs(EtcdErrors.SERVER_STOPPED);
    }

    private static void elsewhere(Runnable task) {
        CompletableFuture.runAsync(task, command -> new Thread(command).start())
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    /** Does something on another thread when it hears the end, and waits for it. */
    private static final class LastWord implements Outlet<WatchMessage> {
        private final Runnable act;
        final CompletableFuture<@Nullable EtcdError> end = new CompletableFuture<>();

        LastWord(Runnable act) {
            this.act = act;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void message(WatchMessage message) {}

        @Override
        public void end(@Nullable EtcdError error) {
            try {
                elsewhere(act);
                end.complete(error);
            } catch (RuntimeException e) {
                end.completeExceptionally(e);
            }
        }

        @Override
        public void lose() {
            end.completeExceptionally(new AssertionError("lost"));
        }
    }
}
