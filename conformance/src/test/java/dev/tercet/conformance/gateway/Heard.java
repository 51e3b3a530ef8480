package dev.tercet.conformance.gateway;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An answer, without what may differ.
 *
 * @param headers by names in lower case
 * @param body its JSON values, or its text
 */
record Heard(int status, Map<String, String> headers, List<@Nullable Object> body) {
    @Override
    public String toString() {
        return status + " " + headers
                + body.stream().map(value -> "\n    " + value).collect(Collectors.joining());
    }
}
