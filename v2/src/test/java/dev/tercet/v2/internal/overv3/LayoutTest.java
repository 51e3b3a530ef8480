package dev.tercet.v2.internal.overv3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.v2.internal.overv3.Layout.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where paths lie. */
class LayoutTest {
    @ParameterizedTest
    @CsvSource({"/a,/a,false", "/a/,/a,true", "/a/b/c,/a/b/c,false", "/_h/,/_h,true", "/,/,true", "/a b,/a b,false"})
    void keysThatArePaths(String key, String path, boolean dir) {
        assertThat(Layout.place(Bytes.of(key))).contains(new Place(path, dir));
        assertThat(dir ? Layout.marker(path) : Layout.file(path)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "_v2/act", "//", "/a//b", "/a//", "/./a", "/a/..", "/../a/"})
    void keysThatAreNone(String key) {
        assertThat(Layout.place(Bytes.of(key))).isEmpty();
    }

    @Test
    void aTreeIsAMarkerAndWhatIsBelow() {
        assertThat(Layout.tree("/a").contains(Bytes.of("/a/"))).isTrue();
        assertThat(Layout.tree("/a").contains(Bytes.of("/a/b/"))).isTrue();
        assertThat(Layout.tree("/a").contains(Bytes.of("/a"))).isFalse();
        assertThat(Layout.tree("/a").contains(Bytes.of("/ab"))).isFalse();
        assertThat(Layout.inside("/a").contains(Bytes.of("/a/"))).isFalse();
        assertThat(Layout.inside("/a").contains(Bytes.of("/a/b"))).isTrue();
        assertThat(Layout.tree("/").contains(Bytes.of("/a"))).isTrue();
        assertThat(Layout.tree("/").contains(Bytes.of(Layout.ACT))).isFalse();
    }

    @Test
    void notesOfOrderLieByDirectory() {
        assertThat(Layout.seqsBelow("/a").contains(Bytes.of(Layout.seq("/a/b"))))
                .isTrue();
        assertThat(Layout.seqsBelow("/a").contains(Bytes.of(Layout.seq("/a")))).isFalse();
        assertThat(Layout.seqsBelow("/a").contains(Bytes.of(Layout.seq("/ab")))).isFalse();
        assertThat(Layout.seq("/")).isNotEqualTo(Layout.seq("/a"));
    }
}
