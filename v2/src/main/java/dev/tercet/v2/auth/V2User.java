package dev.tercet.v2.auth;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A user, as read or to be written.
 *
 * @param name the name
 * @param password what it is to be from now on, which {@link #toString()} does not show; empty for as it is, and in what was read
 * @param roles the names of its roles
 * @since 0.1
 */
public record V2User(String name, Optional<String> password, Set<String> roles) {
    /**
     * Copies the roles, in order.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public V2User {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name of user is empty");
        }
        roles = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(new TreeSet<>(roles)));
    }

    /** One without roles, and without a word about the password. */
    public static V2User of(String name) {
        return new V2User(name, Optional.empty(), Set.of());
    }

    /** With this password. */
    public V2User withPassword(String other) {
        return new V2User(name, Optional.of(other), roles);
    }

    /** With these roles and no others. */
    public V2User withRoles(Collection<String> others) {
        return new V2User(name, password, Set.copyOf(others));
    }

    @Override
    public String toString() {
        return "V2User[" + name + ", roles=" + roles + (password.isPresent() ? ", with a password" : "") + "]";
    }
}
