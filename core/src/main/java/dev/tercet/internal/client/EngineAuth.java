package dev.tercet.internal.client;

import dev.tercet.AsyncAuth;
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
import java.util.concurrent.CompletableFuture;

/** Users and roles over the engine. */
public final class EngineAuth implements AsyncAuth {
    private final View view;

    public EngineAuth(View view) {
        this.view = view;
    }

    @Override
    public AsyncAuth with(CallOptions options) {
        return new EngineAuth(view.with(options));
    }

    @Override
    public CompletableFuture<Header> enable() {
        return view.call(AuthRpcs.ENABLE, AuthRpcs.Ask.ENABLE, view.options());
    }

    @Override
    public CompletableFuture<Header> disable() {
        return view.call(AuthRpcs.DISABLE, AuthRpcs.Ask.DISABLE, view.options());
    }

    @Override
    public CompletableFuture<AuthStatus> status() {
        return view.call(AuthRpcs.STATUS, AuthRpcs.Ask.STATUS, view.options());
    }

    @Override
    public CompletableFuture<Header> addUser(String name, String password) {
        return view.call(
                AuthRpcs.USER_ADD,
                new AuthRpcs.UserPassword(Given.name("name", name), Given.password(password)),
                view.options());
    }

    @Override
    public CompletableFuture<Header> addUserWithoutPassword(String name) {
        return view.call(AuthRpcs.USER_ADD, new AuthRpcs.UserPassword(Given.name("name", name), null), view.options());
    }

    @Override
    public CompletableFuture<Header> changePassword(String name, String password) {
        return view.call(
                AuthRpcs.USER_CHANGE_PASSWORD,
                new AuthRpcs.UserPassword(Given.name("name", name), Given.password(password)),
                view.options());
    }

    @Override
    public CompletableFuture<UserRoles> user(String name) {
        return view.call(AuthRpcs.USER_GET, AuthRpcs.Named.user(name), view.options());
    }

    @Override
    public CompletableFuture<Users> users() {
        return view.call(AuthRpcs.USER_LIST, AuthRpcs.Ask.LIST_USERS, view.options());
    }

    @Override
    public CompletableFuture<Header> deleteUser(String name) {
        return view.call(AuthRpcs.USER_DELETE, AuthRpcs.Named.user(name), view.options());
    }

    @Override
    public CompletableFuture<Header> grantRole(String user, String role) {
        return view.call(AuthRpcs.USER_GRANT_ROLE, new AuthRpcs.UserRole(user, role), view.options());
    }

    @Override
    public CompletableFuture<Header> revokeRole(String user, String role) {
        return view.call(AuthRpcs.USER_REVOKE_ROLE, new AuthRpcs.UserRole(user, role), view.options());
    }

    @Override
    public CompletableFuture<Header> addRole(String name) {
        return view.call(AuthRpcs.ROLE_ADD, AuthRpcs.Named.role(Given.name("name", name)), view.options());
    }

    @Override
    public CompletableFuture<RolePermissions> role(String name) {
        return view.call(AuthRpcs.ROLE_GET, AuthRpcs.Named.role(name), view.options());
    }

    @Override
    public CompletableFuture<Roles> roles() {
        return view.call(AuthRpcs.ROLE_LIST, AuthRpcs.Ask.LIST_ROLES, view.options());
    }

    @Override
    public CompletableFuture<Header> deleteRole(String name) {
        return view.call(AuthRpcs.ROLE_DELETE, AuthRpcs.Named.role(name), view.options());
    }

    @Override
    public CompletableFuture<Header> grantPermission(String role, Permission permission) {
        return view.call(AuthRpcs.ROLE_GRANT, new AuthRpcs.Grant(role, permission), view.options());
    }

    @Override
    public CompletableFuture<Header> revokePermission(String role, KeyRange range) {
        return view.call(AuthRpcs.ROLE_REVOKE, new AuthRpcs.Revoke(role, range), view.options());
    }
}
