package dev.tercet.gateway.internal.json;

import dev.tercet.auth.Permission;
import dev.tercet.kv.Bytes;
import dev.tercet.spi.AuthRpcs;
import tools.jackson.core.JsonGenerator;

/** The requests of the auth service. */
final class AuthRequestsJson {
    private AuthRequestsJson() {}

    static void write(JsonGenerator out, AuthRpcs.Authenticate authenticate) {
        pair(out, "name", authenticate.user(), "password", authenticate.password());
    }

    static void writeUser(JsonGenerator out, AuthRpcs.UserPassword user) {
        out.writeStartObject();
        Fields.string(out, "name", user.name());
        if (user.password() == null) {
            Fields.startObject(out, "options");
            out.writeBooleanProperty("no_password", true);
            out.writeEndObject();
        } else {
            Fields.string(out, "password", user.password());
        }
        out.writeEndObject();
    }

    static void writePassword(JsonGenerator out, AuthRpcs.UserPassword user) {
        pair(out, "name", user.name(), "password", user.password() == null ? "" : user.password());
    }

    /** Most requests call what they are about its name. */
    static void writeName(JsonGenerator out, AuthRpcs.Named named) {
        pair(out, "name", named.name(), "", "");
    }

    /** Those of roles that are there call it role. */
    static void writeRole(JsonGenerator out, AuthRpcs.Named role) {
        pair(out, "role", role.name(), "", "");
    }

    static void writeGrant(JsonGenerator out, AuthRpcs.UserRole pair) {
        pair(out, "user", pair.user(), "role", pair.role());
    }

    static void writeRevoke(JsonGenerator out, AuthRpcs.UserRole pair) {
        pair(out, "name", pair.user(), "role", pair.role());
    }

    private static void pair(JsonGenerator out, String name, String value, String name2, String value2) {
        out.writeStartObject();
        Fields.string(out, name, value);
        Fields.string(out, name2, value2);
        out.writeEndObject();
    }

    static void write(JsonGenerator out, AuthRpcs.Grant grant) {
        Permission permission = grant.permission();
        out.writeStartObject();
        Fields.string(out, "name", grant.role());
        Fields.startObject(out, "perm");
        out.writeStringProperty(
                "permType",
                switch (permission.type()) {
                    case READ -> "READ";
                    case WRITE -> "WRITE";
                    case READ_WRITE -> "READWRITE";
                });
        Fields.range(out, permission.range());
        out.writeEndObject();
        out.writeEndObject();
    }

    static void write(JsonGenerator out, AuthRpcs.Revoke revoke) {
        out.writeStartObject();
        Fields.string(out, "role", revoke.role());
        Fields.range(out, revoke.range());
        out.writeEndObject();
    }

    /** For servers before 3.4, to which these keys are texts. */
    static void writeOld(JsonGenerator out, AuthRpcs.Revoke revoke) {
        out.writeStartObject();
        Fields.string(out, "role", revoke.role());
        Fields.string(out, "key", text(revoke.range().key()));
        Fields.string(out, "range_end", text(revoke.range().end()));
        out.writeEndObject();
    }

    private static String text(Bytes key) {
        String text = key.utf8();
        // With a replacement for what is no text it would be another key, and another permission.
        if (!Bytes.of(text).equals(key)) {
            throw new UnsupportedOperationException(
                    "to revoke a permission, etcd before 3.4 takes keys by its gateway only"
                            + " if they are UTF-8: use gRPC (tercet-grpc)");
        }
        return text;
    }
}
