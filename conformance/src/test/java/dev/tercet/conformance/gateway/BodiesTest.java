package dev.tercet.conformance.gateway;

import static dev.tercet.conformance.gateway.Ask.raw;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be in a body: every form that JSON has for a field's value, and what is none. */
final class BodiesTest {
    @RegisterExtension
    static final Both BOTH = new Both();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "\"5\"",
                "0",
                "-1",
                "\"-1\"",
                "5.0",
                "\"5.0\"",
                "5e0",
                "50e-1",
                "\"5e0\"",
                "1E1",
                "1.5",
                "5.",
                ".5",
                "05",
                "+5",
                "\"05\"",
                "\"+5\"",
                "\" 5\"",
                "\"5 \"",
                "\"\"",
                "\"x\"",
                "\"0x5\"",
                "true",
                "null",
                "\"null\"",
                "[]",
                "[5]",
                "{}",
                "-",
                "-0",
                "1e400",
                "9223372036854775807",
                "\"9223372036854775807\"",
                "9223372036854775808",
                "-9223372036854775808",
                "\"-9223372036854775809\"",
                "9007199254740993",
                "1e18",
                "NaN",
                "\"NaN\"",
                "Infinity",
                "'5'"
            })
    void numbers(String value) {
        BOTH.same(raw("/kv/range", "{\"key\":\"aw==\",\"limit\":" + value + "}"));
        BOTH.same(raw("/kv/range", "{\"key\":\"aw==\",\"revision\":" + value + "}"));
        BOTH.same(raw("/cluster/member/promote", "{\"ID\":" + value + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"aw==\"", "\"aw\"", "\"aw=\"", "\"aw===\"", "\"\"", "\"a\"", "\"a===\"", "\"ax==\"", "\"a/8=\"",
                        "\"a_8=\"", "\"a/8\"", "\"a_8\"", "\"-_-_\"", "\"-/-/\"",
                "\"+/+/\"", "\"aw==aw==\"", "\"aw==\\n\"", "\"a w==\"", "\"a\\nw==\"", "\"a\\u0077==\"", "\"***\"",
                        "\"\u00e4\"", "\"=\"", "\"====\"", "5", "true", "null", "[]",
                "{}", "[107]", "aw=="
            })
    void bytes(String value) {
        BOTH.same(raw("/kv/put", "{\"key\":\"aw==\",\"prev_kv\":true,\"value\":" + value + "}"));
        BOTH.same(raw("/kv/put", "{\"key\":" + value + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "false",
                "null",
                "\"true\"",
                "\"\"",
                "0",
                "1",
                "[]",
                "{}",
                "[true]",
                "True",
                "tru",
                "truely"
            })
    void truths(String value) {
        BOTH.same(raw("/kv/range", "{\"key\":\"aw==\",\"count_only\":" + value + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"ASCEND\"",
                "\"ascend\"",
                "\"DESCEND\"",
                "\"NONE\"",
                "\"\"",
                "\"1\"",
                "\"SIDEWAYS\"",
                "0",
                "1",
                "2",
                "3",
                "-1",
                "1.0",
                "1e0",
                "1.5",
                "2147483647",
                "2147483648",
                "null",
                "true",
                "[]",
                "{}"
            })
    void enumerations(String value) {
        BOTH.same(raw("/kv/range", "{\"key\":\"AA==\",\"range_end\":\"AA==\",\"sort_order\":" + value + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"ann\"",
                "\"\"",
                "\"\u00e4\"",
                "\"\\u00e4\"",
                "\"\\ud83d\\ude00\"",
                "\"\\ud83d\"",
                "\"\\ude00\\ud83d\"",
                "\"\\u0000\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"a\tb\"",
                "\"a\\tb\"",
                "\"\\/\"",
                "\"\u007f\u2028\"",
                "5",
                "true",
                "null",
                "[]",
                "{}",
                "'ann'"
            })
    void texts(String value) {
        BOTH.same(raw("/auth/user/add", "{\"name\":" + value + ",\"password\":\"pw\"}"));
        BOTH.same(raw("/auth/user/list", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[]",
                "\"x\"",
                "\"\\ud800\"",
                "[\"\\ud800\"]",
                "5",
                "true",
                "{\"version\":\"1\"}",
                "[null]",
                "[{}]",
                "[[]]",
                "[5]",
                "[{},{}]",
                "[{},]",
                "[,{}]",
                "[{}",
                "[{}}",
                "[{\"key\":\"aw==\"}]",
                "[{\"key\":\"aw==\",\"version\":1,\"version\":2}]",
                "[{\"key\":\"aw==\",\"create_revision\":1,\"createRevision\":2}]",
                "[{\"key\":\"aw==\",\"version\":1,\"mod_revision\":2}]",
                "[{\"key\":\"aw==\",\"version\":null,\"mod_revision\":2}]",
                "[{\"key\":\"aw==\",\"mod_revision\":2,\"version\":null}]"
            })
    void lists(String value) {
        BOTH.same(raw("/kv/txn", "{\"compare\":" + value + "}"));
        BOTH.same(raw("/kv/txn", "{\"success\":" + value + "}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void bodies(String body) {
        BOTH.same(raw("/kv/range", body));
        BOTH.same(raw("/lease/keepalive", body));
    }

    static Stream<String> bodies() {
        return Stream.of(
                "",
                " ",
                "\n",
                "{}",
                " {} ",
                "{}{}",
                "{} x",
                "{}]",
                "null",
                "true",
                "5",
                "\"x\"",
                "\"\\ud800\"",
                "[]",
                "[{}]",
                "{",
                "}",
                "{\"",
                "{\"key",
                "{\"key\"",
                "{\"key\":",
                "{\"key\":\"aw==\"",
                "{\"key\":\"aw==\",",
                "{\"key\":\"aw==\",}",
                "{\"key\" \"aw==\"}",
                "{,\"key\":\"aw==\"}",
                "{key:\"aw==\"}",
                "{'key':'aw=='}",
                "{\"key\":\"aw==\"}//",
                "/**/{}",
                "\ufeff{}",
                "x",
                "nul",
                "{\"\":1}",
                "{\"k\\u0065y\":\"aw==\"}",
                "{\"KEY\":\"aw==\"}",
                "{\"Key\":\"aw==\"}",
                "{\"key\":\"aw==\",\"key\":\"aw==\"}",
                "{\"key\":null,\"key\":\"aw==\"}",
                "{\"range_end\":\"aw==\",\"rangeEnd\":\"aw==\",\"key\":\"aw==\"}",
                "{\"unknown\":1,\"unknown\":2,\"key\":\"aw==\"}",
                "{\"unknown\":{\"deep\":[1,{\"er\":null}]},\"key\":\"aw==\"}",
                "{\"unknown\":tru,\"key\":\"aw==\"}",
                "{\"unknown\":01,\"key\":\"aw==\"}",
                "{\"unknown\":[1,2,\"key\":\"aw==\"}",
                "{\"@type\":\"x\",\"key\":\"aw==\"}",
                "{\"[dev.tercet.x]\":1,\"key\":\"aw==\"}",
                "{\"key\":\"aw==\",\"limit\":\"x\",\"revision\":\"y\"}",
                "{\"limit\":\"x\"",
                "key=aw%3D%3D");
    }
}
