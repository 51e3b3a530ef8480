package dev.tercet.embedded.internal.front.grpc;

import dev.tercet.embedded.internal.rpc.MethodTable;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Refuses what is not in the table, in the words of the gRPC that etcd uses. */
final class UnknownMethod {
    private static final MethodDescriptor.Marshaller<String> NOTHING = new Nothing();

    private UnknownMethod() {}

    static ServerMethodDefinition<?, ?> definition(String fullName, MethodTable table) {
        int slash = fullName.lastIndexOf('/');
        String service = fullName.substring(0, Math.max(slash, 0));
        boolean known = table.all().stream().anyMatch(method -> method.service().equals(service));
        String text = known
                ? "unknown method " + fullName.substring(slash + 1) + " for service " + service
                : "unknown service " + service;
        MethodDescriptor<String, String> descriptor = MethodDescriptor.newBuilder(NOTHING, NOTHING)
                .setType(MethodDescriptor.MethodType.UNKNOWN)
                .setFullMethodName(fullName)
                .build();
        return ServerMethodDefinition.create(descriptor, (call, metadata) -> {
            call.close(Status.UNIMPLEMENTED.withDescription(text), new Metadata());
            return new ServerCall.Listener<>() {};
        });
    }

    /** Messages of a kind that nobody knows, and nobody reads. */
    private static final class Nothing implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(new byte[0]);
        }

        @Override
        public String parse(InputStream stream) {
            return "";
        }
    }
}
