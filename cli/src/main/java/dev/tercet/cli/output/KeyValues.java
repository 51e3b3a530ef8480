package dev.tercet.cli.output;

import dev.tercet.kv.KeyValue;
import java.util.Map;

/** A key and its value in etcdctl's formats. */
public final class KeyValues {
    private KeyValues() {}

    /** Its lines in {@link Format#FIELDS}. */
    public static void fields(Page page, String prefix, KeyValue kv) {
        page.field(prefix + "Key", kv.key());
        page.field(prefix + "CreateRevision", kv.createRevision());
        page.field(prefix + "ModRevision", kv.modRevision());
        page.field(prefix + "Version", kv.version());
        page.field(prefix + "Value", kv.value());
        page.field(prefix + "Lease", kv.lease());
    }

    /** Its object in {@link Format#JSON}. */
    public static Map<String, Object> json(KeyValue kv) {
        Members members = new Members();
        if (!kv.key().isEmpty()) {
            members.always("key", kv.key());
        }
        members.number("create_revision", kv.createRevision())
                .number("mod_revision", kv.modRevision())
                .number("version", kv.version());
        if (!kv.value().isEmpty()) {
            members.always("value", kv.value());
        }
        return members.number("lease", kv.lease()).map();
    }
}
