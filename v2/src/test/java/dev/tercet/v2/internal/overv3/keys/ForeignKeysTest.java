package dev.tercet.v2.internal.overv3.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.v2.error.V2DirectoryNotEmptyException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.error.V2NotDirectoryException;
import dev.tercet.v2.error.V2NotFileException;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys that others wrote, with v3, and what v3 sees of ours. */
class ForeignKeysTest {
    private final OnEmbedded store = new OnEmbedded();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keysArePlainKeys() {
        store.write(V2Write.value("/a/b", "x"));
        assertThat(store.etcd.kv().getString("/a/b")).contains("x");
        assertThat(store.stored()).containsExactly("/a/", "/a/b", Layout.ACT);
    }

    @Test
    void directoriesAreThereWithoutMarkers() {
        store.etcd.kv().put("/f/a", "x");
        long first = store.etcd.kv().put("/g/b/c", "y").revision();
        assertThat(store.tree("/")).containsExactly("/f/", "/f/a", "/g/", "/g/b/", "/g/b/c");
        EtcdResult listed = store.read(V2Read.of("/g"));
        assertThat(listed.dir()).isTrue();
        assertThat(listed.createdIndex()).isEqualTo(first);
        assertThat(listed.modifiedIndex()).isEqualTo(first);
        assertThatThrownBy(() -> store.read(V2Read.of("/g/b/d/e")))
                .isInstanceOfSatisfying(
                        V2KeyNotFoundException.class,
                        failure -> assertThat(failure.payload().cause()).isEqualTo("/g/b/d"));
        assertThatThrownBy(() -> store.write(V2Write.value("/g", "x"))).isInstanceOf(V2NotFileException.class);
        assertThatThrownBy(() -> store.delete(V2Delete.of("/g").directory()))
                .isInstanceOf(V2DirectoryNotEmptyException.class);
        assertThat(store.delete(V2Delete.of("/g").recursive()).dir()).isTrue();
        assertThat(store.tree("/")).containsExactly("/f/", "/f/a");
    }

    @Test
    void aWriteMakesTheDirectoriesAboveItReal() {
        store.etcd.kv().put("/f/a", "x");
        store.write(V2Write.value("/f/b", "y"));
        store.delete(V2Delete.of("/f/a"));
        store.delete(V2Delete.of("/f/b"));
        assertThat(store.tree("/")).containsExactly("/f/");
    }

    @Test
    void aKeyHidesWhatIsBelowIt() {
        store.etcd.kv().put("/f", "x");
        store.etcd.kv().put("/f/a", "y");
        assertThat(store.tree("/")).containsExactly("/f");
        assertThat(store.read(V2Read.of("/f")).value()).contains("x");
        assertThatThrownBy(() -> store.read(V2Read.of("/f/a"))).isInstanceOf(V2NotDirectoryException.class);
        store.delete(V2Delete.of("/f"));
        assertThat(store.tree("/")).containsExactly("/f/", "/f/a");
    }

    @Test
    void whatIsNoPathIsNotSeen() {
        store.etcd.kv().put("plain", "x");
        store.etcd.kv().put("/a//b", "x");
        store.etcd.kv().put("/c/./d", "x");
        assertThat(store.tree("/")).isEmpty();
    }

    @Test
    void hiddenNamesAreFoundByNameOnly() {
        store.write(V2Write.value("/a/_h/x", "x"));
        store.write(V2Write.value("/_top", "x"));
        assertThat(store.tree("/")).containsExactly("/a/");
        assertThat(store.read(V2Read.of("/a/_h")).children())
                .extracting(V2Node::key)
                .containsExactly("/a/_h/x");
        assertThat(store.read(V2Read.of("/_top")).value()).contains("x");
        assertThatThrownBy(() -> store.delete(V2Delete.of("/a").directory()))
                .isInstanceOf(V2DirectoryNotEmptyException.class);
    }

    @Test
    void namesAreInTheOrderOfTheirBytes() {
        for (String name : new String[] {"b", "a/x", "a!", "a", "\uff5e", "\ud83d\ude00", "B"}) {
            if (!name.equals("a")) {
                store.write(V2Write.value("/" + name, "x"));
            }
        }
        assertThat(store.read(V2Read.of("/").sorted()).children())
                .extracting(V2Node::name)
                .containsExactly("B", "a", "a!", "b", "\uff5e", "\ud83d\ude00");
    }
}
