package dev.tercet.v2.internal.overv3.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import org.junit.jupiter.api.Test;

class ScopeTest {
    private static boolean sees(Scope scope, String key) {
        return scope.range().contains(Bytes.of(key));
    }

    @Test
    void aKeyIsItsFileAndItsDirectory() {
        Scope scope = new Scope("/a/b", false);
        assertThat(sees(scope, "/a/b")).isTrue();
        assertThat(sees(scope, "/a/b/")).isTrue();
        assertThat(sees(scope, "/a/b/c")).isFalse();
        assertThat(sees(scope, "/a/bc")).isFalse();
        assertThat(sees(scope, "/a/")).isFalse();
    }

    @Test
    void recursivelyItIsAllBelowToo() {
        Scope scope = new Scope("/a/b", true);
        assertThat(sees(scope, "/a/b")).isTrue();
        assertThat(sees(scope, "/a/b/")).isTrue();
        assertThat(sees(scope, "/a/b/c/d")).isTrue();
        assertThat(sees(scope, "/a/b/\u00ff")).isTrue();
        assertThat(sees(scope, "/a/bc")).isFalse();
    }

    @Test
    void theRootIsEverythingButNotes() {
        assertThat(new Scope("/", true).range()).isEqualTo(KeyRange.prefix("/"));
        assertThat(sees(new Scope("/", true), "_v2/act")).isFalse();
        assertThat(new Scope("/", false).range()).isEqualTo(KeyRange.of("/"));
    }

    @Test
    void tellsOfWhatIsNotHidden() {
        Scope scope = new Scope("/a", true);
        assertThat(scope.tells("/a")).isTrue();
        assertThat(scope.tells("/a/b/c")).isTrue();
        assertThat(scope.tells("/a/_b/c")).isFalse();
        assertThat(scope.holds("/a/_b/c")).isTrue();
        assertThat(scope.tells("/ab")).isFalse();
        assertThat(new Scope("/a", false).tells("/a/b")).isFalse();
        assertThat(new Scope("/a/_b", true).tells("/a/_b/c")).isTrue();
    }
}
