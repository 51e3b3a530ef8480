package dev.tercet.v2;

import dev.tercet.v2.auth.V2Role;
import dev.tercet.v2.auth.V2User;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Users, roles and whether they count, in futures.
 *
 * <p>What the server refuses is a {@link dev.tercet.v2.error.V2RejectedException}, and {@link
 * dev.tercet.v2.error.V2KeyNotFoundException} where there is no such user or role.
 *
 * @see <a href="https://etcd.io/docs/v2.3/auth_api/">etcd: v2 auth API</a>
 * @since 0.1
 */
public interface AsyncEtcdV2Auth {
    /** The names of all users. */
    CompletableFuture<List<String>> users();

    /** A user with its roles; its password is not told. */
    CompletableFuture<V2User> user(String name);

    /**
     * Makes the user be so: creates it if it is missing, and sends only what differs if it is there. That takes several requests; if one
     * of them fails, those before it stand.
     *
     * @return the user after it
     */
    CompletableFuture<V2User> writeUser(V2User user);

    /** Deletes a user. */
    CompletableFuture<Void> deleteUser(String name);

    /** The names of all roles. */
    CompletableFuture<List<String>> roles();

    /** A role with its permissions. */
    CompletableFuture<V2Role> role(String name);

    /**
     * Makes the role be so: creates it if it is missing, and sends only what differs if it is there, what is revoked first. That takes
     * several requests; if one of them fails, those before it stand.
     *
     * @return the role after it
     */
    CompletableFuture<V2Role> writeRole(V2Role role);

    /** Deletes a role. */
    CompletableFuture<Void> deleteRole(String name);

    /** Whether they count. */
    CompletableFuture<Boolean> isActive();

    /** Makes them count, which takes a user {@code root}, or not; nothing is sent when it is so already. */
    CompletableFuture<Void> setActive(boolean active);
}
