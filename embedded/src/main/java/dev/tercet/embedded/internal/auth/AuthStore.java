package dev.tercet.embedded.internal.auth;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.mvcc.Keys;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.authpb.Permission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Users, roles, and whether they matter. Refuses what etcd refuses. Within a step, but for {@link #isEnabled}. */
final class AuthStore {
    /** The user and the role that may do everything. */
    static final String ROOT = "root";

    private static final Permission EVERYTHING = Permission.newBuilder()
            .setPermType(Permission.Type.READWRITE)
            .setRangeEnd(ByteString.copyFrom(new byte[1]))
            .build();
    private static final Comparator<String> BY_BYTES = Comparator.comparing(ByteString::copyFromUtf8, Keys::compare);

    private final Tokens tokens;
    private final Map<String, User> users = new TreeMap<>(BY_BYTES);
    private final Map<String, List<Permission>> roles = new TreeMap<>(BY_BYTES);
    // What users may do, as far as somebody asked since the last change.
    private final Map<String, Permits> permits = new HashMap<>();
    private long revision = 1;
    private volatile boolean enabled;

    AuthStore(Tokens tokens) {
        this.tokens = tokens;
    }

    boolean isEnabled() {
        return enabled;
    }

    /** How often something changed, plus one. */
    long revision() {
        return revision;
    }

    void enable() {
        if (enabled) {
            return;
        }
        User root = users.get(ROOT);
        if (root == null) {
            throw EtcdErrors.ROOT_USER_DOES_NOT_EXIST;
        }
        if (!root.isRoot()) {
            throw EtcdErrors.ROOT_USER_DOES_NOT_HAVE_ROOT_ROLE;
        }
        enabled = true;
    }

    void disable() {
        if (enabled) {
            enabled = false;
            tokens.clear();
            changed();
        }
    }

    private void changed() {
        revision++;
        permits.clear();
    }

    // Users

    void addUser(String name, ByteString password, boolean noPassword) {
        if (name.isEmpty()) {
            throw EtcdErrors.USER_NAME_IS_EMPTY;
        }
        if (users.containsKey(name)) {
            throw EtcdErrors.USER_NAME_ALREADY_EXISTS;
        }
        users.put(name, new User(name, password, noPassword, List.of()));
        changed();
    }

    void deleteUser(String name) {
        refuseWhileEnabled(name.equals(ROOT));
        users.remove(known(name).name());
        changed();
        tokens.dropOf(name);
    }

    void changePassword(String name, ByteString password) {
        users.put(name, known(name).withPassword(password));
        changed();
        tokens.dropOf(name);
    }

    void grantRole(String name, String role) {
        User user = known(name);
        // The role root need not have been made.
        if (!role.equals(ROOT)) {
            permissions(role);
        }
        if (user.roles().contains(role)) {
            return;
        }
        List<String> held = new ArrayList<>(user.roles());
        held.add(role);
        held.sort(BY_BYTES);
        users.put(name, user.withRoles(held));
        changed();
    }

    void revokeRole(String name, String role) {
        refuseWhileEnabled(name.equals(ROOT) && role.equals(ROOT));
        User user = known(name);
        User less = user.without(role);
        if (less == user) {
            throw EtcdErrors.ROLE_IS_NOT_GRANTED_TO_THE_USER;
        }
        users.put(name, less);
        changed();
    }

    /** A user, if there is one. */
    @Nullable
    User find(String name) {
        return users.get(name);
    }

    User known(String name) {
        User user = users.get(name);
        if (user == null) {
            throw EtcdErrors.USER_NAME_NOT_FOUND;
        }
        return user;
    }

    List<String> users() {
        return List.copyOf(users.keySet());
    }

    // Roles

    void addRole(String name) {
        if (name.isEmpty()) {
            throw EtcdErrors.ROLE_NAME_IS_EMPTY;
        }
        if (roles.putIfAbsent(name, List.of()) != null) {
            throw EtcdErrors.ROLE_NAME_ALREADY_EXISTS;
        }
        changed();
    }

    void deleteRole(String name) {
        refuseWhileEnabled(name.equals(ROOT));
        permissions(name);
        roles.remove(name);
        users.replaceAll((user, held) -> held.without(name));
        changed();
    }

    void grant(String role, Permission permission) {
        if (!isValid(permission)) {
            throw EtcdErrors.INVALID_AUTH_MANAGEMENT;
        }
        List<Permission> granted = new ArrayList<>(permissions(role));
        int at = 0;
        while (at < granted.size() && Keys.compare(granted.get(at).getKey(), permission.getKey()) < 0) {
            at++;
        }
        // Etcd looks at the first of this key only: a later one with the same end is granted again, not changed.
        if (at < granted.size() && isSame(granted.get(at), permission.getKey(), permission.getRangeEnd())) {
            granted.set(at, permission);
        } else {
            granted.add(permission);
            // From the thirteenth on Go's sort may mix up those of one key; this one never does.
            granted.sort(Comparator.comparing(Permission::getKey, Keys::compare));
        }
        roles.put(role, List.copyOf(granted));
        changed();
    }

    void revoke(String role, ByteString key, ByteString end) {
        List<Permission> granted = permissions(role);
        List<Permission> left = granted.stream()
                .filter(permission -> !isSame(permission, key, end))
                .toList();
        if (left.size() == granted.size()) {
            throw EtcdErrors.PERMISSION_IS_NOT_GRANTED_TO_THE_ROLE;
        }
        roles.put(role, left);
        changed();
    }

    /** What a role allows, as etcd tells it. */
    List<Permission> role(String name) {
        List<Permission> granted = permissions(name);
        return name.equals(ROOT) ? List.of(EVERYTHING) : granted;
    }

    List<String> roles() {
        return List.copyOf(roles.keySet());
    }

    private List<Permission> permissions(String role) {
        List<Permission> permissions = roles.get(role);
        if (permissions == null) {
            throw EtcdErrors.ROLE_NAME_NOT_FOUND;
        }
        return permissions;
    }

    private static boolean isSame(Permission permission, ByteString key, ByteString end) {
        return permission.getKey().equals(key) && permission.getRangeEnd().equals(end);
    }

    private static boolean isValid(Permission permission) {
        KeyInterval keys = new KeyInterval(permission.getKey(), permission.getRangeEnd());
        return !keys.key().isEmpty() && !keys.isEmpty();
    }

    private void refuseWhileEnabled(boolean harmful) {
        if (enabled && harmful) {
            throw EtcdErrors.INVALID_AUTH_MANAGEMENT;
        }
    }

    // Who may do what

    boolean mayRead(User user, KeyInterval keys) {
        return user.isRoot() || permits(user).reads().cover(keys);
    }

    boolean mayWrite(User user, KeyInterval keys) {
        return user.isRoot() || permits(user).writes().cover(keys);
    }

    private Permits permits(User user) {
        return permits.computeIfAbsent(
                user.name(),
                name -> Permits.of(user.roles().stream()
                        .flatMap(role -> roles.getOrDefault(role, List.of()).stream())
                        .toList()));
    }
}
