package dev.tercet.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.AllCommands;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final Suggestions SUGGESTIONS = new Suggestions(
            new Session(cli(), AllCommands.get()).commands().getCommandSpec(),
            word -> List.of(new Suggestion("key:" + word, "", true)),
            word -> List.of(new Suggestion("file:" + word, "", true)),
            () -> List.of("default", "prod"));

    private static Cli cli() {
        Out nowhere = new Out("nowhere", OutputStream.nullOutputStream(), false);
        return new Cli(new Streams(InputStream.nullInputStream(), false, nowhere, nowhere), Map.of());
    }

    /** For the line's last word. */
    private static List<String> at(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
        String word = words.remove(words.size() - 1);
        return SUGGESTIONS.of(words, word).stream().map(Suggestion::text).toList();
    }

    @Test
    void commands() {
        assertThat(at("")).contains("get", "put", "use", "exit", "help").doesNotContain("shell");
        assertThat(at("ge")).containsExactly("get");
        assertThat(at("--hex ge")).containsExactly("get");
        assertThat(at("--user root ge")).containsExactly("get");
        assertThat(at("help ge")).containsExactly("get");
        assertThat(at("get --profile p")).containsExactly("prod");
        assertThat(at("bench tx")).containsExactly("txn-put");
        assertThat(at("help lease g")).containsExactly("grant");
        assertThat(at("help get ")).isEmpty();
    }

    @Test
    void options() {
        assertThat(at("get --pre")).containsExactly("--prefix");
        assertThat(at("get --")).contains("--prefix", "--limit").doesNotContain("--endpoints");
        assertThat(at("get --end")).containsExactly("--endpoints");
        assertThat(at("get -- --pre")).containsExactly("key:--pre");
    }

    @Test
    void valuesOfOptions() {
        assertThat(at("get -w ")).contains("simple", "json", "yaml");
        assertThat(at("get k --write-out=js")).containsExactly("--write-out=json");
        assertThat(at("get k --order ")).containsExactlyInAnyOrder("ASCEND", "DESCEND");
        assertThat(at("get k --consistency ")).containsExactly("l", "s");
        assertThat(at("get k --cacert ca")).containsExactly("file:ca");
        assertThat(at("get k --namespace /a")).containsExactly("key:/a");
        assertThat(at("get k --limit ")).isEmpty();
    }

    @Test
    void keys() {
        assertThat(at("get /a")).containsExactly("key:/a");
        assertThat(at("get --prefix /a")).containsExactly("key:/a");
        assertThat(at("get --limit 3 /a")).containsExactly("key:/a");
        assertThat(at("get a b")).containsExactly("key:b");
        assertThat(at("get a b c")).isEmpty();
        assertThat(at("use /a")).containsExactly("key:/a");
        assertThat(at("put k v")).isEmpty();
    }
}
