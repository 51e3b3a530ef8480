package dev.tercet.v2.internal.auth;

import dev.tercet.AsyncAuth;
import dev.tercet.EtcdClient;
import dev.tercet.auth.AuthStatus;
import dev.tercet.auth.Permission;
import dev.tercet.auth.RolePermissions;
import dev.tercet.auth.Users;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.KeyRange;
import dev.tercet.v2.auth.V2Permission;
import dev.tercet.v2.auth.V2Role;
import dev.tercet.v2.auth.V2User;
import dev.tercet.v2.internal.backend.AuthBackend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/** Users and roles of the v3 store, in the terms of the v2 API. */
public final class AuthOverV3 implements AuthBackend {
    private static final String ROOT = "root";
    private static final V2Role ALMIGHTY = V2Role.of(ROOT).granting("/*", V2Permission.RW);

    private final AsyncAuth auth;
    private final PathRanges paths;

    /** Of this client's cluster; permissions are for keys in its namespace. */
    public AuthOverV3(EtcdClient etcd) {
        this.auth = etcd.async().auth();
        this.paths = new PathRanges(etcd.namespace());
    }

    @Override
    public CompletableFuture<List<String>> users(CallOptions options) {
        return alone(options, all -> call("list users", all, AsyncAuth::users).thenApply(Users::names));
    }

    @Override
    public CompletableFuture<V2User> user(String name, CallOptions options) {
        return alone(options, all -> readUser(name, all));
    }

    private CompletableFuture<V2User> readUser(String name, Steps<?> all) {
        return call("read user \"" + name + "\"", all, auth -> auth.user(name))
                .thenApply(has -> new V2User(name, Optional.empty(), Set.copyOf(has.roles())));
    }

    @Override
    public CompletableFuture<V2User> writeUser(V2User user, CallOptions options) {
        Steps<V2User> all = new Steps<>(options);
        return all.endingWith(
                Steps.ifThere(readUser(user.name(), all)).thenCompose(there -> makeUser(there, user, all)));
    }

    private CompletableFuture<V2User> makeUser(Optional<V2User> there, V2User wanted, Steps<?> all) {
        String name = wanted.name();
        String words = "write user \"" + name + "\"";
        Set<String> has = there.map(V2User::roles).orElse(Set.of());
        Set<String> wants = new TreeSet<>(wanted.roles());
        if (name.equals(ROOT)) {
            // The v2 API gives it this role whatever is said, and nothing can be enabled without.
            wants.add(ROOT);
        }
        CompletableFuture<?> done = CompletableFuture.completedFuture(name);
        if (there.isEmpty()) {
            String password = wanted.password().orElse("");
            if (password.isEmpty()) {
                return CompletableFuture.failedFuture(AuthErrors.noPassword(words, name));
            }
            done = call(words, all, auth -> auth.addUser(name, password));
        } else if (wanted.password().isPresent()) {
            String password = wanted.password().get();
            done = call(words, all, auth -> auth.changePassword(name, password));
        }
        for (String role : wants) {
            if (!has.contains(role)) {
                done = done.thenCompose(before -> call(words, all, auth -> auth.grantRole(name, role)));
            }
        }
        for (String role : has) {
            if (!wants.contains(role)) {
                done = done.thenCompose(before -> call(words, all, auth -> auth.revokeRole(name, role)));
            }
        }
        return done.thenApply(last -> new V2User(name, Optional.empty(), wants));
    }

    @Override
    public CompletableFuture<Void> deleteUser(String name, CallOptions options) {
        return alone(
                options,
                all -> call("delete user \"" + name + "\"", all, auth -> auth.deleteUser(name))
                        .thenAccept(header -> {}));
    }

    @Override
    public CompletableFuture<List<String>> roles(CallOptions options) {
        return alone(
                options, all -> call("list roles", all, AsyncAuth::roles).thenApply(known -> withRoot(known.names())));
    }

    @Override
    public CompletableFuture<V2Role> role(String name, CallOptions options) {
        return alone(options, all -> {
            CompletableFuture<V2Role> role =
                    readRole(name, all).thenApply(permissions -> paths.role(name, permissions));
            return name.equals(ROOT) ? Steps.ifThere(role).thenApply(there -> there.orElse(ALMIGHTY)) : role;
        });
    }

    /** The role that every v2 server has; in the store it counts also while nobody has added it. */
    private static List<String> withRoot(List<String> names) {
        return Stream.concat(names.stream(), Stream.of(ROOT))
                .distinct()
                .sorted()
                .toList();
    }

    private CompletableFuture<List<Permission>> readRole(String name, Steps<?> all) {
        return call("read role \"" + name + "\"", all, auth -> auth.role(name)).thenApply(RolePermissions::permissions);
    }

    @Override
    public CompletableFuture<V2Role> writeRole(V2Role role, CallOptions options) {
        String words = "write role \"" + role.name() + "\"";
        if (role.name().equals(ROOT)) {
            return CompletableFuture.failedFuture(AuthErrors.rootRole(words));
        }
        Steps<V2Role> all = new Steps<>(options);
        return all.endingWith(Steps.ifThere(readRole(role.name(), all))
                .thenCompose(there -> there.isPresent()
                        ? makeRole(there.get(), role, all)
                        : call(words, all, auth -> auth.addRole(role.name()))
                                .thenCompose(header -> makeRole(List.of(), role, all))));
    }

    private CompletableFuture<V2Role> makeRole(List<Permission> there, V2Role wanted, Steps<?> all) {
        String words = "write role \"" + wanted.name() + "\"";
        Map<KeyRange, Permission.Type> has = new HashMap<>();
        there.forEach(permission -> has.put(permission.range(), permission.type()));
        Map<KeyRange, Permission.Type> wants = paths.ranges(wanted);
        CompletableFuture<?> done = CompletableFuture.completedFuture(words);
        for (KeyRange range : has.keySet()) {
            if (paths.isObsolete(range, wanted)) {
                done = done.thenCompose(
                        before -> call(words, all, auth -> auth.revokePermission(wanted.name(), range)));
            }
        }
        for (Map.Entry<KeyRange, Permission.Type> want : wants.entrySet()) {
            if (has.get(want.getKey()) != want.getValue()) {
                // Of the same range this replaces what kind of permission it is.
                Permission permission = new Permission(want.getValue(), want.getKey());
                done = done.thenCompose(
                        before -> call(words, all, auth -> auth.grantPermission(wanted.name(), permission)));
            }
        }
        return done.thenCompose(last -> readRole(wanted.name(), all)).thenApply(now -> paths.role(wanted.name(), now));
    }

    @Override
    public CompletableFuture<Void> deleteRole(String name, CallOptions options) {
        String words = "delete role \"" + name + "\"";
        if (name.equals(ROOT)) {
            return CompletableFuture.failedFuture(AuthErrors.rootRole(words));
        }
        return alone(
                options, all -> call(words, all, auth -> auth.deleteRole(name)).thenAccept(header -> {}));
    }

    @Override
    public CompletableFuture<Boolean> isActive(CallOptions options) {
        return alone(options, this::status);
    }

    private CompletableFuture<Boolean> status(Steps<?> all) {
        CompletableFuture<Boolean> asked =
                all.step(() -> auth.with(all.left()).status()).thenApply(AuthStatus::enabled);
        // Up to 3.6 only root is told. Whoever is refused for want of permissions knows that they count.
        return Steps.orElse(
                asked,
                failure -> AuthErrors.isRefusal(failure)
                        ? CompletableFuture.completedFuture(true)
                        : CompletableFuture.failedFuture(failure));
    }

    @Override
    public CompletableFuture<Void> setActive(boolean active, CallOptions options) {
        Steps<Void> all = new Steps<>(options);
        // A server that cannot say is told what is wanted, which is harmless when it is so.
        CompletableFuture<Boolean> isSo = Steps.orElse(
                status(all).thenApply(is -> is == active),
                failure -> failure instanceof EtcdException cannot && cannot.code() == ErrorCode.UNSUPPORTED
                        ? CompletableFuture.completedFuture(false)
                        : CompletableFuture.failedFuture(failure));
        return all.endingWith(isSo.thenCompose(so -> so ? CompletableFuture.allOf() : activate(active, all)));
    }

    private CompletableFuture<Void> activate(boolean active, Steps<?> all) {
        return call(active ? "enable auth" : "disable auth", all, auth -> active ? auth.enable() : auth.disable())
                .thenAccept(header -> {});
    }

    private static <A> CompletableFuture<A> alone(CallOptions options, Function<Steps<A>, CompletableFuture<A>> call) {
        Steps<A> all = new Steps<>(options);
        return all.endingWith(call.apply(all));
    }

    private <A> CompletableFuture<A> call(
            String words, Steps<?> all, Function<AsyncAuth, CompletableFuture<A>> function) {
        return Steps.orElse(
                all.step(() -> function.apply(auth.with(all.left()))),
                failure -> CompletableFuture.failedFuture(AuthErrors.inWordsOfV2(words, failure)));
    }
}
