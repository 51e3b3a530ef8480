package dev.tercet.v2.internal.auth;

import dev.tercet.auth.Permission;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.v2.auth.V2Permission;
import dev.tercet.v2.auth.V2Role;
import dev.tercet.v2.internal.path.Paths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Permissions of the v2 API as permissions of the v3 store, and back.
 *
 * <p>What a role may do with {@code /a/b} takes more of the store than this one key: whoever reads or writes it looks whether it is a
 * directory and whether what is above it are, makes the directories above when it writes, and says what it did in the bookkeeping
 * below {@code _v2/}. That is granted beside the permission itself, as {@link Shadows}, so that what is read back is what was granted.
 */
final class PathRanges {
    private static final String BOOKS = "_v2/";
    private static final String EVERYTHING = "/*";

    private final Bytes namespace;

    PathRanges(Bytes namespace) {
        this.namespace = namespace;
    }

    /** A pattern as it is kept: with a slash at its beginning, and without what {@code .}, {@code ..} and empty parts say. */
    static String clean(String pattern) {
        boolean open = pattern.endsWith("*");
        String path = open ? pattern.substring(0, pattern.length() - 1) : pattern;
        String clean = Paths.clean("path of permission", path);
        boolean below = open && path.endsWith("/") && !clean.equals(Paths.ROOT);
        return clean + (below ? "/" : "") + (open ? "*" : "");
    }

    /** All that a role is to have in the store, by range. */
    Map<KeyRange, Permission.Type> ranges(V2Role role) {
        Map<KeyRange, Permission.Type> all = new LinkedHashMap<>();
        role.permissions().forEach((pattern, permission) -> grant(clean(pattern), permission, all));
        if (!all.isEmpty()) {
            boolean writes = role.permissions().values().stream().anyMatch(V2Permission::writes);
            add(all, KeyRange.prefix(key(BOOKS)), beside(writes));
        }
        return all;
    }

    private void grant(String pattern, V2Permission permission, Map<KeyRange, Permission.Type> all) {
        boolean open = pattern.endsWith("*");
        String path = open ? pattern.substring(0, pattern.length() - 1) : pattern;
        if (open) {
            add(all, KeyRange.prefix(key(path)), type(permission));
            if (!permission.reads()) {
                // A write compares with what is there, and comparing takes reading.
                add(all, Shadows.prefix(key(path)), Permission.Type.READ);
            }
        } else {
            String below = path.equals(Paths.ROOT) ? path : path + "/";
            add(all, KeyRange.of(key(path)), type(permission));
            if (!permission.reads()) {
                add(all, Shadows.single(key(path)), Permission.Type.READ);
            }
            // Whether it is a directory shows in its marker, or in what is below it.
            add(all, Shadows.prefix(key(below)), Permission.Type.READ);
            add(all, Shadows.single(key(below)), beside(permission.writes()));
        }
        for (String above : Paths.ancestors(path)) {
            add(all, Shadows.single(key(above)), Permission.Type.READ);
            add(all, Shadows.single(key(above + "/")), beside(permission.writes()));
        }
    }

    /** What the role's permissions in the store are in the terms of v2; those that are none of v2's are left out. */
    V2Role role(String name, List<Permission> permissions) {
        V2Role role = V2Role.of(name);
        for (Permission permission : permissions) {
            Optional<String> pattern = pattern(permission.range());
            if (pattern.isPresent()) {
                role = role.granting(pattern.get(), permission(permission.type()));
            }
        }
        return role;
    }

    /** Whether a role that is to be so may not keep this range: those that v2 has no words for are none of its business. */
    boolean isObsolete(KeyRange range, V2Role wanted) {
        if (range.equals(KeyRange.ALL)) {
            return wanted.permissions().keySet().stream()
                    .noneMatch(pattern -> clean(pattern).equals(EVERYTHING));
        }
        return !ranges(wanted).containsKey(range)
                && (pattern(range).isPresent() || Shadows.is(range) || range.equals(KeyRange.prefix(key(BOOKS))));
    }

    private Optional<String> pattern(KeyRange range) {
        if (range.equals(KeyRange.ALL)) {
            return Optional.of(EVERYTHING);
        }
        boolean single = range.isSingleKey();
        boolean prefix = range.equals(KeyRange.prefix(range.key()));
        if (!range.key().startsWith(key(Paths.ROOT)) || !(single || prefix)) {
            return Optional.empty();
        }
        Bytes inside = range.key().from(namespace.length());
        String pattern = inside.utf8() + (single ? "" : "*");
        boolean text = Bytes.of(inside.utf8()).equals(inside);
        return text && clean(pattern).equals(pattern) ? Optional.of(pattern) : Optional.empty();
    }

    private Bytes key(String path) {
        return namespace.plus(Bytes.of(path));
    }

    private static void add(Map<KeyRange, Permission.Type> all, KeyRange range, Permission.Type type) {
        all.merge(range, type, (one, other) -> one == other ? one : Permission.Type.READ_WRITE);
    }

    private static Permission.Type beside(boolean writes) {
        return writes ? Permission.Type.READ_WRITE : Permission.Type.READ;
    }

    private static Permission.Type type(V2Permission permission) {
        return switch (permission) {
            case R -> Permission.Type.READ;
            case W -> Permission.Type.WRITE;
            case RW -> Permission.Type.READ_WRITE;
        };
    }

    private static V2Permission permission(Permission.Type type) {
        return switch (type) {
            case READ -> V2Permission.R;
            case WRITE -> V2Permission.W;
            case READ_WRITE -> V2Permission.RW;
        };
    }
}
