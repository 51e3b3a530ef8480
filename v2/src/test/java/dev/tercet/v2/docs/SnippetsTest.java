package dev.tercet.v2.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every Java block of the page stands in {@link PageTest}, whatever the white space. */
class SnippetsTest {
    private static final Path PAGE = Path.of("../docs/v2.md");
    private static final Path TEST = Path.of("src/test/java/dev/tercet/v2/docs/PageTest.java");
    private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    @Test
    void everyBlockIsTested() throws IOException {
        String tests = squeezed(Files.readString(TEST));
        assertThat(BLOCK.matcher(Files.readString(PAGE)).results().map((MatchResult match) -> match.group(1)))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(tests).as(block).contains(squeezed(asTested(block))));
    }

    /** Readers connect to the usual port, tests to the one of their server. */
    private static String asTested(String block) {
        return block.replace("\"http://localhost:2379\"", "endpoint");
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s", "");
    }
}
