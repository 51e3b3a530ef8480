package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.v2.cluster.ApiRequest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a server says of wrong parameters, which only raw calls can give it. The codes from 100 on are provoked where they belong, by
 * writes, deletions, watches and users, and 300 by a member without a majority, in {@link FaultTest}; of the others of the table no way is
 * known to make a server of 3.4 or 3.5 say them.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.v2.V2Targets#http")
record ErrorsTest(V2Target target) implements V2Contract {
    private DynamicTest put(V2Code code, String cause, String... parameters) {
        return DynamicTest.dynamicTest(code + " for " + String.join("=", parameters), () -> {
            String key = fresh();
            Fails.with(
                    code,
                    cause,
                    () -> v2().apiExecute(ApiRequest.of("PUT", "/v2/keys" + key).with(map(parameters))));
            assertThat(v2().contains(key)).isFalse();
        });
    }

    private DynamicTest get(V2Code code, String cause, String... parameters) {
        return DynamicTest.dynamicTest(
                code + " for GET " + String.join("=", parameters),
                () -> Fails.with(
                        code,
                        cause,
                        () -> v2().apiExecute(ApiRequest.of("GET", "/v2/keys" + fresh())
                                .with(map(parameters)))));
    }

    private static Map<String, String> map(String... parameters) {
        return parameters.length == 2
                ? Map.of(parameters[0], parameters[1])
                : Map.of(parameters[0], parameters[1], parameters[2], parameters[3]);
    }

    @TestFactory
    Stream<DynamicTest> wrongParameters() {
        return Stream.of(
                put(V2Code.PREV_VALUE_REQUIRED, "\"prevValue\" cannot be empty", "value", "1", "prevValue", ""),
                put(V2Code.TTL_NOT_A_NUMBER, "invalid value for \"ttl\"", "value", "1", "ttl", "soon"),
                put(V2Code.TTL_NOT_A_NUMBER, "invalid value for \"ttl\"", "value", "1", "ttl", "-1"),
                put(V2Code.INDEX_NOT_A_NUMBER, "invalid value for \"prevIndex\"", "value", "1", "prevIndex", "x"),
                put(V2Code.INVALID_FIELD, "invalid value for prevExist", "value", "1", "prevExist", "perhaps"),
                put(V2Code.INVALID_FIELD, "invalid value for \"dir\"", "value", "1", "dir", "perhaps"),
                put(V2Code.INVALID_FIELD, "\"wait\" can only be used with GET requests", "value", "1", "wait", "true"),
                put(V2Code.REFRESH_VALUE, "A value was provided on a refresh", "value", "1", "refresh", "true"),
                put(V2Code.REFRESH_TTL_REQUIRED, "No TTL value set", "refresh", "true"),
                get(V2Code.INDEX_NOT_A_NUMBER, "invalid value for \"waitIndex\"", "wait", "true", "waitIndex", "x"),
                get(V2Code.INVALID_FIELD, "invalid value for \"recursive\"", "recursive", "perhaps"));
    }

    @Test
    void aFormThatIsNone() {
        Fails.badArgument(() -> v2().apiExecute(ApiRequest.of("PUT", "/v2/keys/k?value=%zz")), "%zz");
        Fails.with(
                V2Code.INVALID_FORM,
                "invalid semicolon separator in query",
                () -> v2().apiExecute(ApiRequest.of("PUT", "/v2/keys" + fresh() + "?value=a;b")));
    }
}
