package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pages that come with an installed command lead nowhere but to each other, or out into the web. */
class InstalledPagesTest {
    private static final Pattern FILE =
            Pattern.compile("<source>(\\.\\./docs/([^<]+))</source>(?:<destName>([^<]+)</destName>)?");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");

    @Test
    void linksLeadToWhatIsThere() throws IOException {
        Map<String, Path> pages = FILE.matcher(Files.readString(Path.of("src/main/assembly/installed.xml")))
                .results()
                .collect(Collectors.toMap(
                        file -> file.group(3) == null ? file.group(2) : file.group(3), file -> Path.of(file.group(1))));
        assertThat(pages).containsKeys("README.md", "shell.md");
        for (Path page : pages.values()) {
            assertThat(LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)))
                    .as(page.toString())
                    .allMatch(link -> link.contains("://") || pages.containsKey(link));
        }
    }
}
