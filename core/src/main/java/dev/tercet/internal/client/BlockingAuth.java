package dev.tercet.internal.client;

import dev.tercet.Auth;
import dev.tercet.auth.AuthStatus;
import dev.tercet.auth.Permission;
import dev.tercet.auth.RolePermissions;
import dev.tercet.auth.Roles;
import dev.tercet.auth.UserRoles;
import dev.tercet.auth.Users;
import dev.tercet.connection.CallOptions;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.spi.AuthRpcs;

/** Users and roles over the engine, for callers who wait. */
public final class BlockingAuth implements Auth {
    private final View view;

    public BlockingAuth(View view) {
        this.view = view;
    }

    @Override
    public Auth with(CallOptions options) {
        return new BlockingAuth(view.with(options));
    }

    @Override
    public Header enable() {
        return view.calls().await(AuthRpcs.ENABLE, AuthRpcs.Ask.ENABLE, view.options());
    }

    @Override
    public Header disable() {
        return view.calls().await(AuthRpcs.DISABLE, AuthRpcs.Ask.DISABLE, view.options());
    }

    @Override
    public AuthStatus status() {
        return view.calls().await(AuthRpcs.STATUS, AuthRpcs.Ask.STATUS, view.options());
    }

    @Override
    public Header addUser(String name, String password) {
        return view.calls()
                .await(
                        AuthRpcs.USER_ADD,
                        new AuthRpcs.UserPassword(Given.name("name", name), Given.password(password)),
                        view.options());
    }

    @Override
    public Header addUserWithoutPassword(String name) {
        return view.calls()
                .await(AuthRpcs.USER_ADD, new AuthRpcs.UserPassword(Given.name("name", name), null), view.options());
    }

    @Override
    public Header changePassword(String name, String password) {
        return view.calls()
                .await(
                        AuthRpcs.USER_CHANGE_PASSWORD,
                        new AuthRpcs.UserPassword(Given.name("name", name), Given.password(password)),
                        view.options());
    }

    @Override
    public UserRoles user(String name) {
        return view.calls().await(AuthRpcs.USER_GET, AuthRpcs.Named.user(name), view.options());
    }

    @Override
    public Users users() {
        return view.calls().await(AuthRpcs.USER_LIST, AuthRpcs.Ask.LIST_USERS, view.options());
    }

    @Override
    public Header deleteUser(String name) {
        return view.calls().await(AuthRpcs.USER_DELETE, AuthRpcs.Named.user(name), view.options());
    }

    @Override
    public Header grantRole(String user, String role) {
        return view.calls().await(AuthRpcs.USER_GRANT_ROLE, new AuthRpcs.UserRole(user, role), view.options());
    }

    @Override
    public Header revokeRole(String user, String role) {
        return view.calls().await(AuthRpcs.USER_REVOKE_ROLE, new AuthRpcs.UserRole(user, role), view.options());
    }

    @Override
    public Header addRole(String name) {
        return view.calls().await(AuthRpcs.ROLE_ADD, AuthRpcs.Named.role(Given.name("name", name)), view.options());
    }

    @Override
    public RolePermissions role(String name) {
        return view.calls().await(AuthRpcs.ROLE_GET, AuthRpcs.Named.role(name), view.options());
    }

    @Override
    public Roles roles() {
        return view.calls().await(AuthRpcs.ROLE_LIST, AuthRpcs.Ask.LIST_ROLES, view.options());
    }

    @Override
    public Header deleteRole(String name) {
        return view.calls().await(AuthRpcs.ROLE_DELETE, AuthRpcs.Named.role(name), view.options());
    }

    @Override
    public Header grantPermission(String role, Permission permission) {
        return view.calls().await(AuthRpcs.ROLE_GRANT, new AuthRpcs.Grant(role, permission), view.options());
    }

    @Override
    public Header revokePermission(String role, KeyRange range) {
        return view.calls().await(AuthRpcs.ROLE_REVOKE, new AuthRpcs.Revoke(role, range), view.options());
    }
}
