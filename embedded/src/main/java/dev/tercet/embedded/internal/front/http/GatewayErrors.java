package dev.tercet.embedded.internal.front.http;

import dev.tercet.embedded.internal.front.json.Json;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
import io.grpc.Status;
import tools.jackson.core.JsonGenerator;

/** Refusals as the gateway has them: a status of HTTP, and the code and the text in JSON. */
final class GatewayErrors {
    private GatewayErrors() {}

    static int httpStatus(StatusCode code) {
        return switch (code) {
            case OK -> 200;
            case CANCELLED -> 499;
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
            case DEADLINE_EXCEEDED -> 504;
            case NOT_FOUND -> 404;
            case ALREADY_EXISTS, ABORTED -> 409;
            case PERMISSION_DENIED -> 403;
            case UNAUTHENTICATED -> 401;
            case RESOURCE_EXHAUSTED -> 429;
            case UNIMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
            case UNKNOWN, INTERNAL, DATA_LOSS -> 500;
        };
    }

    static byte[] body(EtcdError error) {
        return Json.written(json -> write(json, error));
    }

    static void write(JsonGenerator json, EtcdError error) {
        json.writeStartObject();
        json.writeName("code");
        json.writeNumber(Status.Code.valueOf(error.code().name()).value());
        json.writeName("message");
        json.writeString(error.text());
        json.writeEndObject();
    }
}
