package dev.tercet.gateway.internal.json;

import dev.tercet.auth.AuthStatus;
import dev.tercet.auth.Permission;
import dev.tercet.auth.RolePermissions;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.spi.AuthRpcs;
import java.util.List;
import java.util.function.BiFunction;
import tools.jackson.core.JsonParser;

/** The replies of the auth service that say more than their header. */
final class AuthRepliesJson {
    private static final List<String> TYPES = List.of("READ", "WRITE", "READWRITE");

    private AuthRepliesJson() {}

    static AuthRpcs.Authenticated readAuthenticated(JsonParser in) {
        Header header = Header.NONE;
        String token = "";
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "token" -> token = Values.string(in);
                default -> in.skipChildren();
            }
        }
        return new AuthRpcs.Authenticated(header, token);
    }

    static AuthStatus readStatus(JsonParser in) {
        Header header = Header.NONE;
        boolean enabled = false;
        long revision = 0;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "enabled" -> enabled = Values.bool(in);
                case "authRevision" -> revision = Values.uint64(in);
                default -> in.skipChildren();
            }
        }
        return new AuthStatus(header, enabled, revision);
    }

    /** The names of roles, or of users, and what to make of them. */
    static <T> JsonReader<T> names(String field, BiFunction<Header, List<String>, T> reply) {
        return in -> {
            Header header = Header.NONE;
            List<String> names = List.of();
            for (String name = Values.open(in); name != null; name = Values.next(in)) {
                if (name.equals("header")) {
                    header = Headers.read(in);
                } else if (name.equals(field)) {
                    names = Values.strings(in);
                } else {
                    in.skipChildren();
                }
            }
            return reply.apply(header, names);
        };
    }

    static RolePermissions readPermissions(JsonParser in) {
        Header header = Header.NONE;
        List<Permission> permissions = List.of();
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "perm" -> permissions = Values.list(in, AuthRepliesJson::readPermission);
                default -> in.skipChildren();
            }
        }
        return new RolePermissions(header, permissions);
    }

    private static Permission readPermission(JsonParser in) {
        // The least there is, for a kind from a newer server.
        int type = 0;
        Bytes key = Bytes.EMPTY;
        Bytes end = Bytes.EMPTY;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "permType" -> type = Values.enumeration(in, TYPES);
                case "key" -> key = Values.bytes(in);
                case "range_end" -> end = Values.bytes(in);
                default -> in.skipChildren();
            }
        }
        return new Permission(
                switch (type) {
                    case 1 -> Permission.Type.WRITE;
                    case 2 -> Permission.Type.READ_WRITE;
                    default -> Permission.Type.READ;
                },
                KeyValues.range(key, end));
    }
}
