package dev.tercet.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpHeadTest {
    @ParameterizedTest
    @CsvSource({
        "application/json, true",
        "application/json; charset=utf-8, true",
        "application/json;charset=utf-8, true",
        "Application/JSON ; charset=UTF-8, true",
        "application/jsonp, false",
        "application/json-seq, false",
        "application/javascript, false",
        "text/json, false",
        "'', false"
    })
    void jsonIsOneTypeHoweverItIsWritten(String type, boolean isJson) {
        assertThat(new HttpHead(200, type, "").isJson()).isEqualTo(isJson);
        assertThat(new HttpHead(200, type, "").isReply()).isEqualTo(isJson);
        assertThat(new HttpHead(404, type, "").isReply()).isFalse();
        assertThat(new HttpHead(204, type, "").isReply()).isFalse();
    }
}
