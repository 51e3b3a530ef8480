package dev.tercet;

import dev.tercet.auth.AuthStatus;
import dev.tercet.auth.Permission;
import dev.tercet.auth.RolePermissions;
import dev.tercet.auth.Roles;
import dev.tercet.auth.UserRoles;
import dev.tercet.auth.Users;
import dev.tercet.connection.CallOptions;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;

/**
 * Users, roles, and what roles may do.
 *
 * <p>A client's namespace does not apply here: permissions are about keys as the server stores them, whoever's namespace they lie
 * in.
 *
 * @see <a href="https://etcd.io/docs/v3.6/op-guide/authentication/rbac/">etcd: role-based access control</a>
 * @since 0.1
 */
public interface Auth {
    /** The same, with this deadline and these retries. */
    Auth with(CallOptions options);

    /**
     * Turns authentication on: from then on calls need a user, and a client without credentials is refused.
     *
     * @return the answer's header; fails with code {@code FAILED_PRECONDITION} unless the user {@code root} exists and has the role
     *     {@code root}. Turning on what is on is no error
     */
    Header enable();

    /** Turns authentication off; only who has the role {@code root} may. Users, roles and their permissions stay. */
    Header disable();

    /** Whether authentication is on; on a server older than 3.5 this fails with code {@code UNSUPPORTED}. */
    AuthStatus status();

    /**
     * Adds a user.
     *
     * @return the answer's header; fails with code {@code USER_EXISTS}
     * @throws IllegalArgumentException if the name or the password is empty
     */
    Header addUser(String name, String password);

    /**
     * Adds a user who comes with a TLS certificate of that common name instead of a password.
     *
     * @return the answer's header; fails with code {@code USER_EXISTS}
     * @throws IllegalArgumentException if the name is empty
     */
    Header addUserWithoutPassword(String name);

    /**
     * Gives a user another password; tokens of the old one end.
     *
     * @return the answer's header; fails with code {@code USER_NOT_FOUND}
     * @throws IllegalArgumentException if the password is empty
     */
    Header changePassword(String name, String password);

    /** The roles of a user; fails with code {@code USER_NOT_FOUND}. */
    UserRoles user(String name);

    /** The names of all users. */
    Users users();

    /** Deletes a user; fails with code {@code USER_NOT_FOUND}. */
    Header deleteUser(String name);

    /**
     * Gives a role to a user; having it already is no error.
     *
     * @return the answer's header; fails with code {@code USER_NOT_FOUND} or {@code ROLE_NOT_FOUND}
     */
    Header grantRole(String user, String role);

    /** Takes a role from a user; fails with {@code USER_NOT_FOUND}, and with {@code ROLE_NOT_FOUND} if the user does not have it. */
    Header revokeRole(String user, String role);

    /**
     * Adds a role.
     *
     * @return the answer's header; fails with code {@code ROLE_EXISTS}
     * @throws IllegalArgumentException if the name is empty
     */
    Header addRole(String name);

    /** What a role may do; fails with code {@code ROLE_NOT_FOUND}. */
    RolePermissions role(String name);

    /** The names of all roles. */
    Roles roles();

    /** Deletes a role, and takes it from all users; fails with code {@code ROLE_NOT_FOUND}. */
    Header deleteRole(String name);

    /**
     * Lets a role do something with a range of keys; a permission for the same range is replaced.
     *
     * @return the answer's header; fails with code {@code ROLE_NOT_FOUND}
     */
    Header grantPermission(String role, Permission permission);

    /**
     * Takes a permission from a role.
     *
     * @param range the very one it was granted with
     * @return the answer's header; fails with code {@code ROLE_NOT_FOUND}, and with {@code FAILED_PRECONDITION} if the role has no
     *     permission for that range
     */
    Header revokePermission(String role, KeyRange range);
}
