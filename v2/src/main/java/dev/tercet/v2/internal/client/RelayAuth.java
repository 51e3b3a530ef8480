package dev.tercet.v2.internal.client;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.Outcome;
import dev.tercet.v2.auth.V2Role;
import dev.tercet.v2.auth.V2User;
import dev.tercet.v2.internal.backend.AuthBackend;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The users and roles of a {@link RelayBackend}. */
record RelayAuth(RelayBackend relay) implements AuthBackend {
    @FunctionalInterface
    private interface Call<T> {
        CompletableFuture<T> at(AuthBackend auth, CallOptions options);
    }

    private <T> CompletableFuture<T> reading(String what, CallOptions options, Call<T> call) {
        return relay.relay(what, Outcome.NOT_APPLIED, options, (backend, left) -> call.at(backend.auth(), left));
    }

    private <T> CompletableFuture<T> writing(String what, CallOptions options, Call<T> call) {
        return relay.relay(what, Outcome.UNKNOWN, options, (backend, left) -> call.at(backend.auth(), left));
    }

    @Override
    public CompletableFuture<List<String>> users(CallOptions options) {
        return reading("users", options, AuthBackend::users);
    }

    @Override
    public CompletableFuture<V2User> user(String name, CallOptions options) {
        return reading("user \"" + name + "\"", options, (auth, left) -> auth.user(name, left));
    }

    @Override
    public CompletableFuture<V2User> writeUser(V2User user, CallOptions options) {
        return writing("write user \"" + user.name() + "\"", options, (auth, left) -> auth.writeUser(user, left));
    }

    @Override
    public CompletableFuture<Void> deleteUser(String name, CallOptions options) {
        return writing("delete user \"" + name + "\"", options, (auth, left) -> auth.deleteUser(name, left));
    }

    @Override
    public CompletableFuture<List<String>> roles(CallOptions options) {
        return reading("roles", options, AuthBackend::roles);
    }

    @Override
    public CompletableFuture<V2Role> role(String name, CallOptions options) {
        return reading("role \"" + name + "\"", options, (auth, left) -> auth.role(name, left));
    }

    @Override
    public CompletableFuture<V2Role> writeRole(V2Role role, CallOptions options) {
        return writing("write role \"" + role.name() + "\"", options, (auth, left) -> auth.writeRole(role, left));
    }

    @Override
    public CompletableFuture<Void> deleteRole(String name, CallOptions options) {
        return writing("delete role \"" + name + "\"", options, (auth, left) -> auth.deleteRole(name, left));
    }

    @Override
    public CompletableFuture<Boolean> isActive(CallOptions options) {
        return reading("whether auth is active", options, AuthBackend::isActive);
    }

    @Override
    public CompletableFuture<Void> setActive(boolean active, CallOptions options) {
        return writing(active ? "enable auth" : "disable auth", options, (auth, left) -> auth.setActive(active, left));
    }
}
