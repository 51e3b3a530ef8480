package dev.tercet.v2.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tercet.connection.CallOptions;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.v2.internal.settings.V2Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What scripted servers say here, and how calls to them are waited for. */
final class Served {
    static final CallOptions SHORT = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(5));
    static final String A =
            "{\"action\":\"get\",\"node\":{\"key\":\"/a\",\"value\":\"v\",\"modifiedIndex\":4,\"createdIndex\":4}}";
    static final String SET =
            "{\"action\":\"set\",\"node\":{\"key\":\"/a\",\"value\":\"v\",\"modifiedIndex\":5,\"createdIndex\":5}}";

    private Served() {}

    /** Stays with these, and asks nobody for others. */
    static V2Settings settings(String... endpoints) {
        return V2Settings.DEFAULT.withEndpoints(List.of(endpoints)).withMemberSync(false);
    }

    static HttpAnswer indexed(int status, String body) {
        return ofCluster("ab", status, body);
    }

    static HttpAnswer ofCluster(String id, int status, String body) {
        return exchange -> exchange.head(
                        status,
                        "Content-Type",
                        "application/json",
                        "X-Etcd-Cluster-Id",
                        id,
                        "X-Etcd-Index",
                        "7",
                        "X-Raft-Index",
                        "8",
                        "X-Raft-Term",
                        "2",
                        "Content-Length",
                        Integer.toString(body.length()))
                .raw(body.getBytes(StandardCharsets.US_ASCII));
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static <X extends Throwable> X failure(Class<X> kind, CompletableFuture<?> future) {
        Throwable thrown = catchThrowable(() -> get(future));
        assertThat(thrown).isInstanceOf(kind);
        return kind.cast(thrown);
    }
}
