package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Read;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Directories, what is in them, and in what order. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.v2.V2Targets#quick")
record TreesTest(V2Target target) implements V2Contract {
    private static List<String> keysBelow(String directory, List<V2Node> nodes) {
        return nodes.stream()
                .map(node -> node.key().substring(directory.length()))
                .toList();
    }

    @Test
    void aDirectoryIsReadWithWhatIsDirectlyBelowIt() {
        String top = fresh();
        v2().set(top + "/a/x", "1");
        v2().set(top + "/b", "2");
        EtcdResult read = v2().get(top);
        assertThat(read.dir()).isTrue();
        assertThat(read.value()).isEmpty();
        assertThat(read.key()).isEqualTo(top);
        assertThat(read.createdIndex()).isPositive();
        assertThat(keysBelow(top, read.children())).containsExactlyInAnyOrder("/a", "/b");
        V2Node inner = read.children().stream().filter(V2Node::dir).findFirst().orElseThrow();
        assertThat(inner.key()).isEqualTo(top + "/a");
        assertThat(inner.nodes()).isEmpty();
        assertThat(v2().contains(top + "/a")).isTrue();
    }

    @Test
    void aDirectoryIsReadWithAllBelowItInOrder() {
        String top = fresh();
        for (String key : List.of("/b/10", "/b/9", "/b/B", "/c", "/a/x/y", "/a-b", "/a.c", "/a0")) {
            v2().set(top + key, key);
        }
        v2().makeDirectory(top + "/empty");
        EtcdResult read = v2().read(V2Read.of(top).recursive().sorted());
        assertThat(keysBelow(top, read.subtree()))
                .containsExactly(
                        "", "/a", "/a/x", "/a/x/y", "/a-b", "/a.c", "/a0", "/b", "/b/10", "/b/9", "/b/B", "/c",
                        "/empty");
        assertThat(keysBelow(top, read.leaves()))
                .containsExactly("/a/x/y", "/a-b", "/a.c", "/a0", "/b/10", "/b/9", "/b/B", "/c");
        assertThat(read.leaves())
                .allSatisfy(leaf -> assertThat(leaf.value()).contains(leaf.key().substring(top.length())));
    }

    @Test
    void theRootIsADirectory() {
        String top = fresh();
        v2().set(top + "/a", "1");
        EtcdResult root = v2().get("/");
        assertThat(root.key()).isEqualTo("/");
        assertThat(root.dir()).isTrue();
        assertThat(root.children()).extracting(V2Node::key).contains("/contract");
    }

    @Test
    void whatIsHiddenIsFoundOnlyByItsName() {
        String top = fresh();
        v2().set(top + "/seen", "1");
        v2().set(top + "/_hidden", "2");
        v2().set(top + "/_dir/x", "3");
        v2().set(top + "/a/_b/c", "4");
        assertThat(keysBelow(top, v2().get(top).children())).containsExactlyInAnyOrder("/seen", "/a");
        assertThat(keysBelow(top, v2().read(V2Read.of(top).recursive().sorted()).subtree()))
                .containsExactly("", "/a", "/seen");
        assertThat(v2().get(top + "/_hidden").value()).contains("2");
        assertThat(keysBelow(top, v2().get(top + "/_dir").children())).containsExactly("/_dir/x");
        assertThat(v2().get(top + "/a/_b/c").value()).contains("4");
    }

    @Test
    void aDirectoryIsMadeOnce() {
        String top = fresh();
        EtcdResult made = v2().makeDirectory(top);
        assertThat(made.dir()).isTrue();
        assertThat(made.newKey()).isTrue();
        assertThat(v2().get(top).children()).isEmpty();
        Fails.with(V2Code.NOT_FILE, top, () -> v2().makeDirectory(top));
    }

    @Test
    void aDirectoryThatWasMadeForAKeyStaysWithoutIt() {
        String top = fresh();
        v2().set(top + "/a", "1");
        v2().delete(top + "/a");
        assertThat(v2().get(top).dir()).isTrue();
        assertThat(v2().get(top).children()).isEmpty();
        v2().delete(V2Delete.of(top).directory());
        assertThat(v2().contains(top)).isFalse();
    }

    @Test
    void whatIsAppendedComesInOrder() {
        String top = fresh();
        EtcdResult first = v2().append(top, "v0");
        assertThat(first.action()).isEqualTo(V2Action.CREATE);
        assertThat(first.newKey()).isTrue();
        assertThat(first.value()).contains("v0");
        assertThat(first.node().name()).matches("\\d{20}");
        List<CompletableFuture<EtcdResult>> more = IntStream.range(1, 21)
                .mapToObj(i -> bare().async().append(top, "v" + i))
                .toList();
        more.forEach(CompletableFuture::join);
        List<V2Node> read = v2().read(V2Read.of(top).sorted()).children();
        assertThat(read).hasSize(21);
        assertThat(read.get(0)).isEqualTo(first.node());
        assertThat(read).extracting(V2Node::createdIndex).isSorted();
        assertThat(read).extracting(V2Node::key).doesNotHaveDuplicates();
        assertThat(read).extracting(node -> Long.parseLong(node.name())).isSorted();
    }
}
