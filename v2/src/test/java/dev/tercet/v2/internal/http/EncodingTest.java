package dev.tercet.v2.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b",
        "/ä ö, /%C3%A4%20%C3%B6",
        "/a?b#c, /a%3Fb%23c",
        "/100%, /100%25",
        "/a+b&c=d;e, /a%2Bb%26c%3Dd%3Be",
        "/-._~, /-._~",
        "/🌍, /%F0%9F%8C%8D"
    })
    void pathsKeepTheirSlashesOnly(String path, String encoded) {
        assertThat(Encoding.path(path)).isEqualTo(encoded);
        assertThat(URI.create("http://h" + encoded).getPath()).isEqualTo(path);
    }

    @Test
    void whatIsNoTextBecomesAQuestionMark() {
        assertThat(Encoding.path("/\ud800")).isEqualTo("/%3F");
    }

    @Test
    void formsKeepTheirOrder() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("value", "a b&c=ü\n");
        parameters.put("ttl", "");
        assertThat(Encoding.form(parameters)).isEqualTo("value=a%20b%26c%3D%C3%BC%0A&ttl=");
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/keys/a?wait=true&x=1, /v2/keys/a?wait=true&x=1",
        "/v2/keys/a%20b, /v2/keys/a%20b",
        "/v2/keys/a b, /v2/keys/a%20b",
        "/v2/keys/ä#x, /v2/keys/%C3%A4%23x"
    })
    void whatSomebodyWroteIsMendedOnly(String written, String sent) {
        assertThat(Encoding.written(written)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/100%", "/%zz", "/a%2"})
    void aPercentThatBeginsNothingIsRefused(String written) {
        assertThatThrownBy(() -> Encoding.written(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(written);
    }
}
