package dev.tercet.embedded.internal.front.json;

import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** Readers and writers of JSON, and what a client is told whose JSON is none. */
public final class Json {
    /** As with etcd. Jackson keeps account of what is open in memory, not on the stack. */
    private static final int MAX_DEPTH = 10_000;

    // The size of a body is limited before it gets here.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private Json() {}

    static JsonParser parser(byte[] json) {
        return FACTORY.createParser(ObjectReadContext.empty(), json);
    }

    /** One that is fed. */
    static JsonParser parser() {
        return FACTORY.createNonBlockingByteArrayParser(ObjectReadContext.empty());
    }

    /** What somebody writes, as UTF-8. */
    public static byte[] written(Consumer<JsonGenerator> by) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            by.accept(json);
        }
        return bytes.toByteArray();
    }

    static EtcdError refusal(JacksonException cause) {
        return new EtcdError(
                StatusCode.INVALID_ARGUMENT,
                cause instanceof UnexpectedEndOfInputException
                        ? "unexpected EOF"
                        : "invalid JSON: " + cause.getOriginalMessage());
    }
}
