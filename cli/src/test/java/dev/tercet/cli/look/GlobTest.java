package dev.tercet.cli.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/app/* /app/a/b",
                "*timeout* /app/timeout/x",
                "timeout /app/timeout/x",
                "/a?c /abc",
                "/a?c /aüc",
                "/a?c /a😀c",
                "/[a-c]x /bx",
                "/[!a-c]x /dx",
                "/[]]x /]x",
                "/[a\\]]x /]x",
                "/[a-]x /-x",
                "{a,b}/c b/c",
                "/{a,b{c,d}}/* /bd/x",
                "/{,x}a /a",
                "a\\* a*",
                "*a*a*b aaaab",
                "** anything",
                "* ''",
            })
    void fits(String pattern, String text) {
        assertThat(Glob.of(pattern).matches(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/app/* /app",
                "/app/? /app/",
                "/a?c /abbc",
                "/[a-c]x /dx",
                "/[!a-c]x /ax",
                "{a,b}/c c/c",
                "a\\* ab",
                "App/* app/x",
                "*b a",
                "? ''",
            })
    void fitsNot(String pattern, String text) {
        assertThat(Glob.of(pattern).matches(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"App/* aPP/x", "[a-c]* Bx", "ÜBER über", "Ü* üx"})
    void capitalsNeedNotMatter(String pattern, String text) {
        assertThat(Glob.of(pattern).ignoringCase().matches(text)).isTrue();
        assertThat(Glob.of(pattern).ignoringCase().prefix()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/app/* /app/",
                "/app/{one,only}/* /app/on",
                "plain ''",
                "/a\\*b* /a*b",
                "*x ''",
                "/[a]x /ax",
                "/😀{😀,😁}* /😀",
            })
    void beginsWith(String pattern, String prefix) {
        assertThat(Glob.of(pattern).prefix()).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/[a", "{a,b", "/[]", "/{a,[}]"})
    void whatIsNotClosedIsRefused(String pattern) {
        assertThatThrownBy(() -> Glob.of(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tooManyAlternativesAreRefused() {
        String pattern = "{a,b}".repeat(11);
        assertThatThrownBy(() -> Glob.of(pattern)).hasMessageContaining("more than 1024");
    }

    @Test
    void aLargeTextTakesNoTime() {
        Glob glob = Glob.of("*a*a*a*a*a*a*b");
        String text = "a".repeat(100_000);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(glob.matches(text)).isFalse());
    }
}
