package dev.tercet.cli.auth;

import dev.tercet.auth.Permission;
import dev.tercet.auth.RolePermissions;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a role may do. */
record RoleReport(String role, RolePermissions permissions) implements Report {
    @Override
    public void simple(Page page) {
        page.line("Role " + role);
        page.line("KV Read:");
        print(page, Permission.Type.READ);
        page.line("KV Write:");
        print(page, Permission.Type.WRITE);
    }

    private void print(Page page, Permission.Type type) {
        for (Permission each : permissions) {
            if (each.type() == type || each.type() == Permission.Type.READ_WRITE) {
                print(page, each.range());
            }
        }
    }

    private static void print(Page page, KeyRange range) {
        page.out().print("\t");
        if (range.isSingleKey()) {
            page.out().print(range.key()).line();
            return;
        }
        Ranges.print(page.out(), range.key(), range.end());
        if (KeyRange.endOfPrefix(range.key()).equals(range.end())) {
            page.out().print(" (prefix ").print(range.key()).print(")");
        }
        page.line();
    }

    @Override
    public void fields(Page page) {
        page.header(permissions.header());
        for (Permission each : permissions) {
            // With both spaces, as etcdctl has it.
            page.line("\"PermType\" :  " + type(each));
            page.field("Key", each.range().key());
            page.field("RangeEnd", each.range().end());
        }
    }

    @Override
    public Object json(boolean hex) {
        return Members.of(permissions.header())
                .some(
                        "perm",
                        permissions.permissions().stream().map(RoleReport::json).toList())
                .map();
    }

    private static Map<String, Object> json(Permission permission) {
        Members members = new Members()
                .number(
                        "permType",
                        switch (permission.type()) {
                            case READ -> 0;
                            case WRITE -> 1;
                            case READ_WRITE -> 2;
                        })
                .always("key", permission.range().key());
        Bytes end = permission.range().end();
        return (end.isEmpty() ? members : members.always("range_end", end)).map();
    }

    @Override
    public List<Row> rows() {
        return permissions.permissions().stream().map(this::row).toList();
    }

    private Row row(Permission permission) {
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("role", role);
        cells.put("permission", type(permission));
        cells.put("key", permission.range().key());
        cells.put("range_end", permission.range().end());
        return new Row(cells);
    }

    private static String type(Permission permission) {
        return permission.type() == Permission.Type.READ_WRITE
                ? "READWRITE"
                : permission.type().name();
    }
}
