package dev.tercet.embedded.internal.auth;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * Somebody known.
 *
 * @param password its bcrypt hash; {@link #toString()} does not show it
 * @param noPassword whether nobody can log in by this name
 * @param roles sorted
 */
record User(String name, ByteString password, boolean noPassword, List<String> roles) {
    User withPassword(ByteString hash) {
        return new User(name, hash, noPassword, roles);
    }

    User withRoles(List<String> held) {
        return new User(name, password, noPassword, List.copyOf(held));
    }

    /** The same without a role; this very one if it was not held. */
    User without(String role) {
        return roles.contains(role)
                ? withRoles(roles.stream().filter(held -> !held.equals(role)).toList())
                : this;
    }

    boolean isRoot() {
        return roles.contains(AuthStore.ROOT);
    }

    @Override
    public String toString() {
        return "User[" + name + ", roles=" + roles + "]";
    }
}
