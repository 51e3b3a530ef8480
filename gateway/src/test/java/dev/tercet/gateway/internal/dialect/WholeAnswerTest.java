package dev.tercet.gateway.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.http.HttpHead;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeAnswerTest {
    private static final int LARGE = 16 << 20;

    private static WholeAnswer of(String type, String body) {
        return new WholeAnswer(new HttpHead(502, type, ""), body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<style ", "<script>", "<head><", "<", "</", "< ", "<style></script>", "\t\n"})
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLargePageIsLookedAtNoLongerThanASmallOne(String piece) {
        WholeAnswer large = of("text/html", piece.repeat(LARGE / piece.length()));
        assertThat(large.words()).startsWith("HTTP 502, text/html").hasSizeLessThan(150);
        assertThat(large.isNoPage() || large.isNoRoute()).isFalse();
    }

    @Test
    void whatIsCutOffInAStyleShowsNothingOfIt() {
        String page = "<h1>Bad Gateway</h1><style>" + "p { color: red }".repeat(1000) + "</style><p>Sorry</p>";
        assertThat(of("text/html", page).words()).isEqualTo("HTTP 502, text/html: Bad Gateway");
    }

    @Test
    void aTextWithoutTagsIsItself() {
        assertThat(of("text/plain", "1 < 2, and 3 > 2").words()).isEqualTo("HTTP 502, text/plain: 1 2");
        assertThat(of("text/plain", "a < b\n c").words()).isEqualTo("HTTP 502, text/plain: a < b c");
        assertThat(of("", "").words()).isEqualTo("HTTP 502");
    }
}
