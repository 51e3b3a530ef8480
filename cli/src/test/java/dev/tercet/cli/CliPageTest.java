package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.embedded.EmbeddedEtcd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about the command: what it shows is what happens, and it leaves no command out. */
class CliPageTest {
    private static final Path PAGE = Path.of("../docs/cli.md");
    private static final Pattern BLOCK = Pattern.compile("```console\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    /** Blocks are one session, in order, at one etcd. A line with … stands for any line that begins and ends like it. */
    @Test
    void whatIsShownIsWhatHappens(@TempDir Path folder) throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(blocks).isNotEmpty();
        try (EmbeddedEtcd etcd = EmbeddedEtcd.builder().port(0).start()) {
            for (String block : blocks) {
                for (String step : block.split("(?m)^\\$ ")) {
                    if (!step.isBlank()) {
                        check(step.replace("…/", folder + "/"), etcd.endpoint());
                    }
                }
            }
        }
    }

    private static void check(String step, String endpoint) {
        List<String> lines = step.strip().lines().toList();
        List<String> words = words(lines.get(0));
        assertThat(words.get(0)).isEqualTo("tercet");
        Ran ran = Ran.with(
                Map.of("ETCDCTL_ENDPOINTS", endpoint),
                "",
                words.subList(1, words.size()).toArray(new String[0]));
        assertThat((ran.out() + ran.err()).strip())
                .as(lines.get(0))
                .matches(lines.stream().skip(1).map(CliPageTest::pattern).collect(Collectors.joining("\\R")));
    }

    private static String pattern(String line) {
        return Stream.of(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        WORD.matcher(line)
                .results()
                .forEach(found -> words.add(found.group(1) != null ? found.group(1) : found.group(2)));
        return words;
    }

    @Test
    void everyCommandIsThere() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(Commands.all()).allSatisfy(each -> assertThat(page).contains("`" + each.name() + "`"));
    }
}
