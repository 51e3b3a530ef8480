package dev.tercet.v2.internal.auth;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.cluster.ApiAnswer;
import dev.tercet.v2.cluster.ApiRequest;
import java.util.concurrent.CompletableFuture;

/** Makes a raw call; what the server refuses fails the future. */
@FunctionalInterface
public interface AuthCalls {
    CompletableFuture<ApiAnswer> call(ApiRequest request, CallOptions options);
}
