package dev.tercet.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "get k|get;k",
                "  get   k  |get;k",
                "put k \"a b\"|put;k;a b",
                "put k 'a \"b\\n'|put;k;a \"b\\n",
                "put k \"\\\"\\\\\\x41\\101\\u00e9\\U0001f600\"|put;k;\"\\AAé😀",
                "put k \"\\xc3\\xa9\"|put;k;é",
                "put k a\\tb|put;k;a\\tb",
                "get --prefix=\"/a b\"'c'd|get;--prefix=/a bcd",
                "put k ''|put;k;",
                "put ü 😀|put;ü;😀"
            })
    void splits(String line, String expected) {
        ShellWords words = ShellWords.of(line);
        assertThat(String.join(";", words.all())).isEqualTo(expected);
        assertThat(words.open()).isEqualTo((char) 0);
        assertThat(words.wrong()).isEmpty();
    }

    @Test
    void aWordMayBeEmpty() {
        assertThat(ShellWords.of("put k \"\"").all()).containsExactly("put", "k", "");
        assertThat(ShellWords.of("").all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"get \"a", "get 'a b", "get a\"b c", "get \"a\\\""})
    void tellsOfQuotesThatStayOpen(String line) {
        assertThat(ShellWords.of(line).open()).isNotEqualTo((char) 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\q\"",
                "\"it\\'s\"",
                "\"\\x٤1\"",
                "\"\\x4\"",
                "\"\\u00\"",
                "\"\\ud800\"",
                "\"\\xff\"",
                "\"\\400\" \"\\9\"",
                "\"\\x+4\""
            })
    void tellsOfWrongEscapes(String line) {
        assertThat(ShellWords.of(line).wrong()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a b", "it's", "say \"x\"", "\t\n", "", "a\\b c", "\u0001 x", "ü 😀"})
    void whatIsQuotedIsReadBack(String text) {
        assertThat(ShellWords.of("put " + ShellWords.quoted(text, true)).all()).containsExactly("put", text);
    }

    @Test
    void knowsWhereTheLastWordBegins() {
        assertThat(ShellWords.of("get \"/a b").start()).isEqualTo(4);
        assertThat(ShellWords.of("get ").isWithin("get ")).isFalse();
    }
}
