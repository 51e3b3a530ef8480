package dev.tercet.v2.internal.backend;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.auth.V2Role;
import dev.tercet.v2.auth.V2User;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Users and roles, as a backend has them. See {@code AsyncEtcdV2Auth}. */
public interface AuthBackend {
    CompletableFuture<List<String>> users(CallOptions options);

    CompletableFuture<V2User> user(String name, CallOptions options);

    CompletableFuture<V2User> writeUser(V2User user, CallOptions options);

    CompletableFuture<Void> deleteUser(String name, CallOptions options);

    CompletableFuture<List<String>> roles(CallOptions options);

    CompletableFuture<V2Role> role(String name, CallOptions options);

    CompletableFuture<V2Role> writeRole(V2Role role, CallOptions options);

    CompletableFuture<Void> deleteRole(String name, CallOptions options);

    CompletableFuture<Boolean> isActive(CallOptions options);

    CompletableFuture<Void> setActive(boolean active, CallOptions options);
}
