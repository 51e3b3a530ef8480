package dev.tercet.v2.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.auth.Permission;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.v2.auth.V2Permission;
import dev.tercet.v2.auth.V2Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRangesTest {
    private final PathRanges paths = new PathRanges(Bytes.EMPTY);

    @ParameterizedTest
    @CsvSource({"/*,/*", "*,/*", "a,/a", "/a/,/a", "/a/*,/a/*", "/a*,/a*", "a//b/../c*,/a/c*", "/,/", "'',/", "/ü*,/ü*"
    })
    void patternsAreCleaned(String given, String kept) {
        assertThat(PathRanges.clean(given)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tenant/", "ü"})
    void whatIsGrantedIsReadBack(String namespace) {
        V2Role role = V2Role.of("r")
                .granting("/*", V2Permission.R)
                .granting("/", V2Permission.W)
                .granting("/a/b", V2Permission.R)
                .granting("/a/b/*", V2Permission.W)
                .granting("/a/b*", V2Permission.RW)
                .granting("/a", V2Permission.W)
                .granting("/ü/*", V2Permission.RW);
        PathRanges inside = new PathRanges(Bytes.of(namespace));
        Map<KeyRange, Permission.Type> ranges = inside.ranges(role);
        assertThat(inside.role("r", permissions(ranges))).isEqualTo(role);
        assertThat(ranges.keySet()).noneMatch(range -> inside.isObsolete(range, role));
        assertThat(ranges.keySet()).allMatch(range -> inside.isObsolete(range, V2Role.of("r")));
        assertThat(ranges.keySet()).allMatch(range -> range.key().startsWith(Bytes.of(namespace)));
    }

    @ParameterizedTest
    @CsvSource({
        // what is granted, as what, a key, may be read, may be written
        "/a/b,R,/a/b,true,false", "/a/b,R,/a/b/c,true,false", "/a/b,R,/a,true,false", "/a/b,R,/a/,true,false",
        "/a/b,R,/a/c,false,false", "/a/b,R,/b,false,false", "/a/b,R,/a/b0,false,false", "/a/b,R,/a/b.,false,false",
        "/a/b,R,_v2/act,true,false", "/a/b,W,_v2/act,true,true", "/a/b,W,/a/b,true,true", "/a/b,W,/a/b/,true,true",
        "/a/b,W,/a/b/c,true,false", "/a/b,W,/a/,true,true", "/a/b,W,/a,true,false", "/a/*,W,/a/b,true,true",
        "/a/*,W,/a,true,false", "/a/*,W,/a0,false,false", "/a/*,R,/a/,true,false", "/a*,RW,/ab/c,true,true",
        "/*,RW,x,false,false", "/*,RW,/,true,true", "/,R,/a,true,false", "/,R,0,false,false"
    })
    void whatIsGrantedIsNeitherMoreNorLessThanNeeded(
            String pattern, V2Permission permission, String key, boolean reads, boolean writes) {
        Map<KeyRange, Permission.Type> ranges = paths.ranges(V2Role.of("r").granting(pattern, permission));
        assertThat(permits(ranges, key, Permission.Type.WRITE)).as("reads").isEqualTo(reads);
        assertThat(permits(ranges, key, Permission.Type.READ)).as("writes").isEqualTo(writes);
    }

    private static boolean permits(Map<KeyRange, Permission.Type> ranges, String key, Permission.Type besides) {
        return ranges.entrySet().stream()
                .anyMatch(range -> range.getKey().contains(Bytes.of(key)) && range.getValue() != besides);
    }

    @Test
    void othersPermissionsAreLeftAlone() {
        List<KeyRange> foreign = List.of(
                KeyRange.of("plain"),
                KeyRange.prefix("plain/"),
                KeyRange.between("/a", "/c"),
                KeyRange.from("/a"),
                KeyRange.of("/a//b"),
                KeyRange.of(Bytes.of("/").plus(Bytes.ofHex("ff"))));
        assertThat(paths.role("r", foreign.stream().map(Permission::read).toList())
                        .permissions())
                .isEmpty();
        assertThat(foreign).noneMatch(range -> paths.isObsolete(range, V2Role.of("r")));
    }

    @Test
    void whoMayDoEverythingMayDoEverythingHere() {
        List<Permission> all = List.of(Permission.readWrite(KeyRange.ALL));
        V2Role root = paths.role("root", all);
        assertThat(root.permissions()).containsExactly(Map.entry("/*", V2Permission.RW));
        assertThat(paths.isObsolete(KeyRange.ALL, root)).isFalse();
        assertThat(paths.isObsolete(KeyRange.ALL, V2Role.of("r"))).isTrue();
    }

    private static List<Permission> permissions(Map<KeyRange, Permission.Type> ranges) {
        return ranges.entrySet().stream()
                .map(range -> new Permission(range.getValue(), range.getKey()))
                .toList();
    }
}
