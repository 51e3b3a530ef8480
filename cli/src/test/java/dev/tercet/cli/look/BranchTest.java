package dev.tercet.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.output.Colours;
import dev.tercet.cli.output.Out;
import dev.tercet.kv.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BranchTest {
    private static final Bytes SLASH = Bytes.of("/");

    @Test
    void keysAreBelowTheirDirectories() {
        assertThat(drawn(tree("", Integer.MAX_VALUE, "/a/b", "/a/c/d", "/a/c/e", "x", "x/y")))
                .isEqualTo("""
                        all (5 keys)
                        |-- /a/ (3 keys)
                        |   |-- b
                        |   `-- c/ (2 keys)
                        |       |-- d
                        |       `-- e
                        |-- x
                        `-- x/ (1 key)
                            `-- y
                        """);
    }

    @Test
    void whatIsDeeperIsCounted() {
        assertThat(drawn(tree("/a/", 1, "/a/b", "/a/c/d", "/a/c/e/f"))).isEqualTo("""
                        /a/ (3 keys)
                        |-- b
                        `-- c/ (2 keys)
                        """);
    }

    @Test
    void aKeyAndADirectoryOfTheSameNameAreTwoWhateverLiesBetween() {
        assertThat(drawn(tree("", Integer.MAX_VALUE, "a", "a.x", "a/", "a/b"))).isEqualTo("""
                        all (4 keys)
                        |-- a
                        |-- a.x
                        `-- a/ (2 keys)
                            |-- ""
                            `-- b
                        """);
    }

    @Test
    void separatorsHaveAnyLength() {
        Branch root = Branch.root(Bytes.EMPTY);
        root.add(Bytes.of("a::b:c"), 0, Bytes.of("::"), 9, true, null);
        assertThat(root.below()).singleElement().satisfies(a -> {
            assertThat(a.path()).isEqualTo(Bytes.of("a::"));
            assertThat(a.below())
                    .singleElement()
                    .satisfies(b -> assertThat(b.name()).isEqualTo(Bytes.of("b:c")));
        });
    }

    @Test
    void aPrefixIsInADirectory() {
        assertThat(Separators.directory(Bytes.of("/app/na"), SLASH)).isEqualTo(Bytes.of("/app/"));
        assertThat(Separators.directory(Bytes.of("/app/"), SLASH)).isEqualTo(Bytes.of("/app/"));
        assertThat(Separators.directory(Bytes.of("app"), SLASH)).isEqualTo(Bytes.EMPTY);
        assertThat(Separators.directory(Bytes.of("//app//x/y"), SLASH)).isEqualTo(Bytes.of("//app//x/"));
        assertThat(Separators.directory(Bytes.of("/"), SLASH)).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void theLargestComesFirst() {
        Branch root = Branch.root(Bytes.EMPTY);
        root.add(Bytes.of("a/x"), 10, SLASH, 1, false, null);
        root.add(Bytes.of("b/x"), 100, SLASH, 1, false, null);
        root.add(Bytes.of("b/y"), 100, SLASH, 1, false, null);
        root.add(Bytes.of("c"), 7, SLASH, 1, false, null);
        assertThat(root.bySize().stream().map(each -> each.path().utf8() + " " + each.keys() + " " + each.bytes()))
                .containsExactly(" 4 227", "b/ 2 206", "a/ 1 13");
    }

    private static Branch tree(String base, int depth, String... keys) {
        Branch root = Branch.root(Bytes.of(base));
        Stream.of(keys).map(Bytes::of).sorted().forEach(key -> root.add(key, 1, SLASH, depth, true, null));
        return root;
    }

    private static String drawn(Branch root) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Out out = new Out("standard output", bytes, false);
        new TreePage(out, Colours.OFF, false, true).draw(root);
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
