package dev.tercet.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of lines of {@code txn} and {@code watch -i}. */
class EtcdctlWordsTest {
    @Test
    void quotesAreQuotesAtTheBeginningOfAWord() {
        assertThat(EtcdctlWords.of("put \t'a \\ \"' \"b \\\" \\x41\" c'd\"e \u00a0f\\ \"\" ''"))
                .containsExactly("put", "a \\ \"", "b \" A", "c'd\"e", "\u00a0f\\", "", "");
        assertThat(EtcdctlWords.of("'a'b\"c\" \"d\"e'f' \"g\"\"h\"'i'"))
                .containsExactly("a", "b\"c\"", "d", "e'f'", "g", "h", "i");
        assertThat(EtcdctlWords.of(" ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a \"b", "'", "\"", "a 'b c", "\"a\\\"", "\"a\"\""})
    void aQuoteHasAnEnd(String line) {
        assertThatThrownBy(() -> EtcdctlWords.of(line)).hasMessage("a quote has no end");
    }

    @Test
    void aWordMayBeLong() {
        String word = "b".repeat(1 << 20);
        assertThat(EtcdctlWords.of("watch \"" + word + "\"")).containsExactly("watch", word);
    }
}
