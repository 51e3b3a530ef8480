package dev.tercet.v2.internal.client;

import dev.tercet.error.Outcome;
import dev.tercet.spi.engine.Waiting;
import dev.tercet.v2.EtcdV2Auth;
import dev.tercet.v2.auth.V2Role;
import dev.tercet.v2.auth.V2User;
import java.util.List;

/**
 * Users and roles, for callers who wait.
 *
 * @param async the same in futures
 */
record BlockingV2Auth(AsyncV2Auth async) implements EtcdV2Auth {
    @Override
    public List<String> users() {
        return Waiting.on("list users", Outcome.NOT_APPLIED, async::users);
    }

    @Override
    public V2User user(String name) {
        return Waiting.on("read user \"" + name + "\"", Outcome.NOT_APPLIED, () -> async.user(name));
    }

    @Override
    public V2User writeUser(V2User user) {
        return Waiting.on("write user \"" + user.name() + "\"", Outcome.UNKNOWN, () -> async.writeUser(user));
    }

    @Override
    public void deleteUser(String name) {
        Waiting.on("delete user \"" + name + "\"", Outcome.UNKNOWN, () -> async.deleteUser(name));
    }

    @Override
    public List<String> roles() {
        return Waiting.on("list roles", Outcome.NOT_APPLIED, async::roles);
    }

    @Override
    public V2Role role(String name) {
        return Waiting.on("read role \"" + name + "\"", Outcome.NOT_APPLIED, () -> async.role(name));
    }

    @Override
    public V2Role writeRole(V2Role role) {
        return Waiting.on("write role \"" + role.name() + "\"", Outcome.UNKNOWN, () -> async.writeRole(role));
    }

    @Override
    public void deleteRole(String name) {
        Waiting.on("delete role \"" + name + "\"", Outcome.UNKNOWN, () -> async.deleteRole(name));
    }

    @Override
    public boolean isActive() {
        return Waiting.on("ask whether users count", Outcome.NOT_APPLIED, async::isActive);
    }

    @Override
    public void setActive(boolean active) {
        Waiting.on("make users count: " + active, Outcome.UNKNOWN, () -> async.setActive(active));
    }
}
