package dev.tercet.recipes.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tercet.kv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @Test
    void isWrittenAsGoWritesIt() {
        assertThat(Endpoint.at("10.0.0.7:8080").toJson().utf8())
                .isEqualTo("{\"Op\":0,\"Addr\":\"10.0.0.7:8080\",\"Metadata\":null}");
        assertThat(Endpoint.at("a")
                        .withMetadata(" {\"zone\": [1, \"é\"]} ")
                        .toJson()
                        .utf8())
                .isEqualTo("{\"Op\":0,\"Addr\":\"a\",\"Metadata\":{\"zone\": [1, \"é\"]}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"host:80", "q\"uo\\te", "é\u0001\n\t<>&", "\ud83d\ude00", "half \ud83d of a pair", "/slash"})
    void anyAddressComesBackAsItWas(String address) {
        assertThat(Endpoint.ofJson(Endpoint.at(address).toJson()).address()).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"Op\":0,\"Addr\":\"h:1\",\"Metadata\":\"m\"} | h:1 | \"m\"",
                "{\"Addr\":\"h:1\"} | h:1 | null",
                " { \"addr\" : \"h:1\" , \"metadata\" : { \"a\" : [ ] } } | h:1 | { \"a\" : [ ] }",
                "{\"Addr\":\"first\",\"Addr\":\"last\"} | last | null",
                "{\"Addr\":\"kept\",\"Addr\":null} | kept | null",
                "{\"Op\":1,\"Addr\":\"\\u0068\\/\\\"\",\"Weight\":{\"deep\":[[{}]]},\"Metadata\":-1.5e+3} | h/\" | -1.5e+3",
            })
    void whatGoReadsIsRead(String stored, String address, String metadata) {
        assertThat(Endpoint.ofJson(Bytes.of(stored))).isEqualTo(new Endpoint(address, metadata));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h:1",
                "null",
                "{}",
                "[]",
                "{\"Addr\":\"\"}",
                "{\"Addr\":7}",
                "{\"Addr\":\"h\"",
                "{\"Addr\":\"h\"}}",
                "{\"Addr\":\"h\",}",
                "{\"Addr\" \"h\"}",
                "{Addr:\"h\"}",
                "{\"Op\":\"0\",\"Addr\":\"h\"}",
                "{\"Op\":256,\"Addr\":\"h\"}",
                "{\"Addr\":\"h\",\"Metadata\":}",
                "{\"Addr\":\"h\u0001\"}"
            })
    void whatIsNoEndpointIsRefused(String stored) {
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.ofJson(Bytes.of(stored)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "nulls",
                "True",
                "01",
                "+1",
                "1.",
                ".5",
                "1e",
                "--1",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u１２３４\"",
                "[1,]",
                "[1 2]",
                "[",
                "]",
                "{\"a\":1",
                "{\"a\"}",
                "{\"a\":1,}",
                "{1:2}",
                "{\"a\":1]",
                "[}",
                "1 2",
                "\"tab\there\""
            })
    void metadataThatIsNoJsonIsRefused(String metadata) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.at("h").withMetadata(metadata))
                .withMessageContaining("not JSON at character");
    }

    @Test
    void depthCostsNoStack() {
        String deep = "[".repeat(200_000) + "]".repeat(200_000);
        assertThat(Endpoint.at("h").withMetadata(deep).metadata()).isEqualTo(deep);
    }

    @Test
    void anAddressIsNeeded() {
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.at("")).withMessage("address is empty");
    }
}
