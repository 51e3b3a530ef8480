package dev.tercet.embedded.internal.front.grpc;

import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.proto.health.HealthCheckRequest;
import dev.tercet.proto.health.HealthCheckResponse;
import dev.tercet.proto.health.HealthCheckResponse.ServingStatus;
import dev.tercet.spi.StatusCode;

/** The health service that every gRPC server may offer: the server as a whole is up, and nothing else has a name. */
final class HealthService {
    private static final String SERVICE = "grpc.health.v1.Health";

    private HealthService() {}

    static MethodTable table() {
        MethodTable table = new MethodTable();
        HealthCheckRequest request = HealthCheckRequest.getDefaultInstance();
        HealthCheckResponse reply = HealthCheckResponse.getDefaultInstance();
        table.add(new Method.Unary<>(
                SERVICE, "Check", "", request, reply, Handler.of((asked, caller) -> check(asked.getService()))));
        table.add(new Method.Stream<>(SERVICE, "Watch", "", request, reply, true, (caller, outlet) -> watch(outlet)));
        return table;
    }

    private static HealthCheckResponse check(String service) {
        if (!service.isEmpty()) {
            throw new EtcdError(StatusCode.NOT_FOUND, "unknown service");
        }
        return answer(ServingStatus.SERVING);
    }

    private static HealthCheckResponse answer(ServingStatus status) {
        return HealthCheckResponse.newBuilder().setStatus(status).build();
    }

    /** Says it once, as it never changes, and stays open until the client leaves. */
    private static Inlet<HealthCheckRequest> watch(Outlet<HealthCheckResponse> outlet) {
        return Inlet.of(asked -> outlet.message(
                answer(asked.getService().isEmpty() ? ServingStatus.SERVING : ServingStatus.SERVICE_UNKNOWN)));
    }
}
