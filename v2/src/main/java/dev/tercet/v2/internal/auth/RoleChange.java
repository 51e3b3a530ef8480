package dev.tercet.v2.internal.auth;

import dev.tercet.v2.auth.V2Permission;
import dev.tercet.v2.auth.V2Role;
import java.util.Map;

/** What is to be sent for a role to become another. */
final class RoleChange {
    private RoleChange() {}

    /** What one role permits and the other does not. */
    static Map<String, V2Permission> more(V2Role one, V2Role other) {
        V2Role rest = one;
        for (Map.Entry<String, V2Permission> has : other.permissions().entrySet()) {
            rest = rest.revoking(has.getKey(), has.getValue());
        }
        return rest.permissions();
    }
}
