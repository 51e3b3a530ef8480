package dev.tercet.recipes.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Java block of the documents stands in a test of this package or of the resolver's, whatever the white space. */
class SnippetsTest {
    private static final List<Path> TESTS = List.of(
            Path.of("src/test/java/dev/tercet/recipes/docs"),
            Path.of("../grpc-resolver/src/test/java/dev/tercet/grpc/resolver"));
    private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    static List<Path> documents() throws IOException {
        return files(Path.of("../docs/recipes"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyBlockIsTested(Path document) throws IOException {
        String tests = squeezed(allTests());
        assertThat(BLOCK.matcher(Files.readString(document)).results().map((MatchResult match) -> match.group(1)))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(tests).as(block).contains(squeezed(asTested(block))));
    }

    /** Readers connect to the usual port, tests to the one of their server. */
    private static String asTested(String block) {
        return block.replace("\"http://127.0.0.1:2379\"", "endpoint");
    }

    private static String allTests() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path folder : TESTS) {
            for (Path file : files(folder)) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().collect(Collectors.toList());
        }
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s", "");
    }
}
