package dev.tercet.embedded.internal.front.grpc;

import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
import io.grpc.Status;

/** Refusals as gRPC has them. */
final class Statuses {
    private Statuses() {}

    static Status of(EtcdError error) {
        return of(error.code(), error.text());
    }

    static Status of(StatusCode code, String text) {
        return Status.Code.valueOf(code.name()).toStatus().withDescription(text);
    }
}
