package dev.tercet.v2.internal.client;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.AsyncEtcdV2Auth;
import dev.tercet.v2.auth.V2Role;
import dev.tercet.v2.auth.V2User;
import dev.tercet.v2.internal.backend.AuthBackend;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Users and roles, in futures.
 *
 * @param backend what answers
 * @param options of each call
 */
record AsyncV2Auth(AuthBackend backend, CallOptions options) implements AsyncEtcdV2Auth {
    @Override
    public CompletableFuture<List<String>> users() {
        return backend.users(options);
    }

    @Override
    public CompletableFuture<V2User> user(String name) {
        return backend.user(named("user", name), options);
    }

    @Override
    public CompletableFuture<V2User> writeUser(V2User user) {
        return backend.writeUser(Objects.requireNonNull(user, "user"), options);
    }

    @Override
    public CompletableFuture<Void> deleteUser(String name) {
        return backend.deleteUser(named("user", name), options);
    }

    @Override
    public CompletableFuture<List<String>> roles() {
        return backend.roles(options);
    }

    @Override
    public CompletableFuture<V2Role> role(String name) {
        return backend.role(named("role", name), options);
    }

    @Override
    public CompletableFuture<V2Role> writeRole(V2Role role) {
        return backend.writeRole(Objects.requireNonNull(role, "role"), options);
    }

    @Override
    public CompletableFuture<Void> deleteRole(String name) {
        return backend.deleteRole(named("role", name), options);
    }

    @Override
    public CompletableFuture<Boolean> isActive() {
        return backend.isActive(options);
    }

    @Override
    public CompletableFuture<Void> setActive(boolean active) {
        return backend.setActive(active, options);
    }

    /** Without a name it would be the list of all. */
    private static String named(String what, String name) {
        if (Objects.requireNonNull(name, "name").isEmpty()) {
            throw new IllegalArgumentException("name of " + what + " is empty");
        }
        return name;
    }
}
