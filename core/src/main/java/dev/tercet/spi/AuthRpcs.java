package dev.tercet.spi;

import dev.tercet.auth.AuthStatus;
import dev.tercet.auth.Permission;
import dev.tercet.auth.RolePermissions;
import dev.tercet.auth.Roles;
import dev.tercet.auth.UserRoles;
import dev.tercet.auth.Users;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import org.jspecify.annotations.Nullable;

/**
 * The calls of {@code etcdserverpb.Auth}.
 *
 * @since 0.1
 */
public final class AuthRpcs {
    private static final String AUTH = "etcdserverpb.Auth";

    /** A call without arguments. */
    public enum Ask {
        ENABLE,
        DISABLE,
        STATUS,
        LIST_USERS,
        LIST_ROLES;

        @Override
        public String toString() {
            return "auth " + name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * A token wanted.
     *
     * @param user who
     * @param password not shown by {@link #toString()}
     */
    public record Authenticate(String user, String password) {
        @Override
        public String toString() {
            // What follows a colon may well be a password that was meant to be one.
            int colon = user.indexOf(':');
            return "authenticate user " + (colon < 0 ? user : user.substring(0, colon + 1) + "***");
        }
    }

    /**
     * A token.
     *
     * @param header the answer's header
     * @param token not shown by {@link #toString()}
     */
    public record Authenticated(Header header, String token) {
        @Override
        public String toString() {
            return "Authenticated[…]";
        }
    }

    /**
     * A user with a password: to add, or to change the password of.
     *
     * @param name who
     * @param password in the clear, or null for a user without one
     */
    public record UserPassword(String name, @Nullable String password) {
        @Override
        public String toString() {
            return "user " + name;
        }
    }

    /**
     * A user or a role by its name.
     *
     * @param kind which of the two, for people
     * @param name which
     */
    public record Named(String kind, String name) {
        /** A user. */
        public static Named user(String name) {
            return new Named("user", name);
        }

        /** A role. */
        public static Named role(String name) {
            return new Named("role", name);
        }

        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    /**
     * A user and a role.
     *
     * @param user who
     * @param role what
     */
    public record UserRole(String user, String role) {
        @Override
        public String toString() {
            return "role " + role + " of user " + user;
        }
    }

    /**
     * A role and a permission to add to it.
     *
     * @param role which
     * @param permission what
     */
    public record Grant(String role, Permission permission) {
        @Override
        public String toString() {
            return "permission for " + permission.range() + " of role " + role;
        }
    }

    /**
     * A role and a range to take from it.
     *
     * @param role which
     * @param range what
     */
    public record Revoke(String role, KeyRange range) {
        @Override
        public String toString() {
            return "permission for " + range + " of role " + role;
        }
    }

    /** A read: it makes a token, but changes nothing that anybody could ask for. */
    public static final Rpc<Authenticate, Authenticated> AUTHENTICATE =
            Rpc.of(AUTH, "Authenticate", "/auth/authenticate", Rpc.Kind.READ);

    public static final Rpc<Ask, Header> ENABLE = Rpc.of(AUTH, "AuthEnable", "/auth/enable", Rpc.Kind.WRITE);
    public static final Rpc<Ask, Header> DISABLE = Rpc.of(AUTH, "AuthDisable", "/auth/disable", Rpc.Kind.WRITE);
    public static final Rpc<Ask, AuthStatus> STATUS = Rpc.of(AUTH, "AuthStatus", "/auth/status", Rpc.Kind.READ);
    public static final Rpc<UserPassword, Header> USER_ADD = Rpc.of(AUTH, "UserAdd", "/auth/user/add", Rpc.Kind.WRITE);
    public static final Rpc<UserPassword, Header> USER_CHANGE_PASSWORD =
            Rpc.of(AUTH, "UserChangePassword", "/auth/user/changepw", Rpc.Kind.WRITE);
    public static final Rpc<Named, UserRoles> USER_GET = Rpc.of(AUTH, "UserGet", "/auth/user/get", Rpc.Kind.READ);
    public static final Rpc<Ask, Users> USER_LIST = Rpc.of(AUTH, "UserList", "/auth/user/list", Rpc.Kind.READ);
    public static final Rpc<Named, Header> USER_DELETE =
            Rpc.of(AUTH, "UserDelete", "/auth/user/delete", Rpc.Kind.WRITE);
    public static final Rpc<UserRole, Header> USER_GRANT_ROLE =
            Rpc.of(AUTH, "UserGrantRole", "/auth/user/grant", Rpc.Kind.WRITE);
    public static final Rpc<UserRole, Header> USER_REVOKE_ROLE =
            Rpc.of(AUTH, "UserRevokeRole", "/auth/user/revoke", Rpc.Kind.WRITE);
    public static final Rpc<Named, Header> ROLE_ADD = Rpc.of(AUTH, "RoleAdd", "/auth/role/add", Rpc.Kind.WRITE);
    public static final Rpc<Named, RolePermissions> ROLE_GET = Rpc.of(AUTH, "RoleGet", "/auth/role/get", Rpc.Kind.READ);
    public static final Rpc<Ask, Roles> ROLE_LIST = Rpc.of(AUTH, "RoleList", "/auth/role/list", Rpc.Kind.READ);
    public static final Rpc<Named, Header> ROLE_DELETE =
            Rpc.of(AUTH, "RoleDelete", "/auth/role/delete", Rpc.Kind.WRITE);
    public static final Rpc<Grant, Header> ROLE_GRANT =
            Rpc.of(AUTH, "RoleGrantPermission", "/auth/role/grant", Rpc.Kind.WRITE);
    public static final Rpc<Revoke, Header> ROLE_REVOKE =
            Rpc.of(AUTH, "RoleRevokePermission", "/auth/role/revoke", Rpc.Kind.WRITE);

    private AuthRpcs() {}
}
