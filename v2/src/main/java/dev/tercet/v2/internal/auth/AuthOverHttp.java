package dev.tercet.v2.internal.auth;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.v2.auth.V2Permission;
import dev.tercet.v2.auth.V2Role;
import dev.tercet.v2.auth.V2User;
import dev.tercet.v2.cluster.ApiAnswer;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.internal.backend.AuthBackend;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Users and roles of a server's v2 API. */
public final class AuthOverHttp implements AuthBackend {
    private static final String ROOT = "root";

    private final AuthCalls calls;
    private final String prefix;

    /**
     * Over these calls.
     *
     * @param versionPrefix what comes before {@code /auth}, such as {@code /v2}
     */
    public AuthOverHttp(AuthCalls calls, String versionPrefix) {
        this.calls = calls;
        this.prefix = versionPrefix + "/auth/";
    }

    @Override
    public CompletableFuture<List<String>> users(CallOptions options) {
        return alone(options, all -> get("users", body -> AuthReading.names(body, "users", "user"), all));
    }

    @Override
    public CompletableFuture<V2User> user(String name, CallOptions options) {
        return alone(options, all -> readUser(name, all));
    }

    @Override
    public CompletableFuture<V2User> writeUser(V2User user, CallOptions options) {
        Steps<V2User> all = new Steps<>(options);
        return all.endingWith(Steps.ifThere(readUser(user.name(), all))
                .thenCompose(there -> there.isPresent()
                        ? changeUser(there.get(), user, all)
                        : putUser(
                                user,
                                AuthWriting.newUser(user.name(), user.password().orElse(""), user.roles()),
                                all)));
    }

    private CompletableFuture<V2User> changeUser(V2User there, V2User wanted, Steps<?> all) {
        Set<String> granted = without(wanted.roles(), there.roles());
        Set<String> revoked = without(there.roles(), wanted.roles());
        if (wanted.name().equals(ROOT)) {
            // It has it whatever is said, and servers refuse or forget to take it away.
            revoked.remove(ROOT);
        }
        CompletableFuture<V2User> done = CompletableFuture.completedFuture(there);
        if (wanted.password().isPresent()) {
            String body = AuthWriting.password(wanted.name(), wanted.password().get());
            done = done.thenCompose(before -> putUser(wanted, body, all));
        }
        if (!granted.isEmpty()) {
            String body = AuthWriting.userChange(wanted.name(), "grant", granted);
            done = done.thenCompose(before -> putUser(wanted, body, all));
        }
        if (!revoked.isEmpty()) {
            String body = AuthWriting.userChange(wanted.name(), "revoke", revoked);
            done = done.thenCompose(before -> putUser(wanted, body, all));
        }
        return done;
    }

    @Override
    public CompletableFuture<Void> deleteUser(String name, CallOptions options) {
        return alone(options, all -> command("DELETE", path("users", name), all));
    }

    @Override
    public CompletableFuture<List<String>> roles(CallOptions options) {
        return alone(options, all -> get("roles", body -> AuthReading.names(body, "roles", "role"), all));
    }

    @Override
    public CompletableFuture<V2Role> role(String name, CallOptions options) {
        return alone(options, all -> readRole(name, all));
    }

    @Override
    public CompletableFuture<V2Role> writeRole(V2Role role, CallOptions options) {
        Steps<V2Role> all = new Steps<>(options);
        return all.endingWith(Steps.ifThere(readRole(role.name(), all))
                .thenCompose(there -> there.isPresent()
                        ? changeRole(there.get(), role, all)
                        : putRole(role, "permissions", role.permissions(), all)));
    }

    private CompletableFuture<V2Role> changeRole(V2Role there, V2Role wanted, Steps<?> all) {
        Map<String, V2Permission> revoked = RoleChange.more(there, wanted);
        Map<String, V2Permission> granted = RoleChange.more(wanted, there);
        CompletableFuture<V2Role> done = CompletableFuture.completedFuture(there);
        if (!revoked.isEmpty()) {
            done = done.thenCompose(before -> putRole(wanted, "revoke", revoked, all));
        }
        if (!granted.isEmpty()) {
            done = done.thenCompose(before -> putRole(wanted, "grant", granted, all));
        }
        return done;
    }

    @Override
    public CompletableFuture<Void> deleteRole(String name, CallOptions options) {
        return alone(options, all -> command("DELETE", path("roles", name), all));
    }

    @Override
    public CompletableFuture<Boolean> isActive(CallOptions options) {
        return alone(options, all -> get("enable", AuthReading::enabled, all));
    }

    @Override
    public CompletableFuture<Void> setActive(boolean active, CallOptions options) {
        Steps<Void> all = new Steps<>(options);
        return all.endingWith(get("enable", AuthReading::enabled, all)
                .thenCompose(is ->
                        is == active ? CompletableFuture.allOf() : command(active ? "PUT" : "DELETE", "enable", all)));
    }

    private CompletableFuture<V2User> readUser(String name, Steps<?> all) {
        return get(path("users", name), body -> AuthReading.user(name, body), all);
    }

    private CompletableFuture<V2User> putUser(V2User user, String json, Steps<?> all) {
        String path = path("users", user.name());
        return send("PUT", path, Optional.of(json), body -> AuthReading.user(user.name(), body), all);
    }

    private CompletableFuture<V2Role> readRole(String name, Steps<?> all) {
        return get(path("roles", name), body -> AuthReading.role(name, body), all);
    }

    private CompletableFuture<V2Role> putRole(V2Role role, String what, Map<String, V2Permission> paths, Steps<?> all) {
        String json = AuthWriting.role(role.name(), what, paths);
        return send(
                "PUT", path("roles", role.name()), Optional.of(json), body -> AuthReading.role(role.name(), body), all);
    }

    private static <A> CompletableFuture<A> alone(CallOptions options, Function<Steps<A>, CompletableFuture<A>> call) {
        Steps<A> all = new Steps<>(options);
        return all.endingWith(call.apply(all));
    }

    private <A> CompletableFuture<A> get(String path, Function<String, A> reading, Steps<?> all) {
        return send("GET", path, Optional.empty(), reading, all);
    }

    private CompletableFuture<Void> command(String method, String path, Steps<?> all) {
        return send(method, path, Optional.empty(), Function.identity(), all).thenAccept(body -> {});
    }

    private <A> CompletableFuture<A> send(
            String method, String path, Optional<String> json, Function<String, A> reading, Steps<?> all) {
        ApiRequest request = ApiRequest.of(method, prefix + path);
        ApiRequest whole = json.map(request::withJson).orElse(request);
        return all.step(() -> calls.call(whole, all.left())).thenApply(answer -> read(whole, answer, reading));
    }

    private static <A> A read(ApiRequest request, ApiAnswer answer, Function<String, A> reading) {
        try {
            return reading.apply(answer.body());
        } catch (IllegalArgumentException e) {
            // What was asked is done, or was a read: it is the answer that is lost. Not shown, since nobody knows what
            // is in it.
            Outcome outcome = request.isRead() ? Outcome.NOT_APPLIED : Outcome.UNKNOWN;
            throw new ProtocolException(Details.of(
                    ErrorCode.PROTOCOL,
                    outcome,
                    request + ": the answer is no JSON about users and roles (" + e.getMessage()
                            + "); is there a proxy before the server?"));
        }
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static String path(String list, String name) {
        return list + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
