package dev.tercet.embedded.internal.auth;

import dev.tercet.proto.authpb.Permission;
import java.util.List;

/** What all roles of a user together allow. */
record Permits(KeySpans reads, KeySpans writes) {
    static Permits of(List<Permission> permissions) {
        return new Permits(
                new KeySpans(all(permissions, Permission.Type.READ)),
                new KeySpans(all(permissions, Permission.Type.WRITE)));
    }

    private static List<Permission> all(List<Permission> permissions, Permission.Type type) {
        return permissions.stream()
                .filter(permission ->
                        permission.getPermType() == type || permission.getPermType() == Permission.Type.READWRITE)
                .toList();
    }
}
