package dev.tercet.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every Java block of the documents stands in a test of this package, whatever the white space. */
class SnippetsTest {
    private static final Path TESTS = Path.of("src/test/java/dev/tercet/cli/docs");
    private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"../README.md", "../docs/guide.md", "../docs/testing.md", "../docs/v2-migration.md"})
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
        try (Stream<Path> files = Files.list(TESTS)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s", "");
    }
}
