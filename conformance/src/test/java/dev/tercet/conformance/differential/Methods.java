package dev.tercet.conformance.differential;

import com.google.protobuf.Message;
import dev.tercet.proto.etcdserverpb.AuthGrpc;
import dev.tercet.proto.etcdserverpb.ClusterGrpc;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import dev.tercet.proto.etcdserverpb.MaintenanceGrpc;
import dev.tercet.proto.v3electionpb.ElectionGrpc;
import dev.tercet.proto.v3lockpb.LockGrpc;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** etcd's methods by their full names. */
final class Methods {
    static final String AUTH = "etcdserverpb.Auth/";
    static final String CLUSTER = "etcdserverpb.Cluster/";
    static final String KV = "etcdserverpb.KV/";
    static final String LEASE = "etcdserverpb.Lease/";
    static final String MAINTENANCE = "etcdserverpb.Maintenance/";
    static final String ELECTION = "v3electionpb.Election/";
    static final String LOCK = "v3lockpb.Lock/";

    private static final Map<String, MethodDescriptor<?, ?>> BY_NAME = List.of(
                    AuthGrpc.getServiceDescriptor(),
                    ClusterGrpc.getServiceDescriptor(),
                    KVGrpc.getServiceDescriptor(),
                    LeaseGrpc.getServiceDescriptor(),
                    MaintenanceGrpc.getServiceDescriptor(),
                    ElectionGrpc.getServiceDescriptor(),
                    LockGrpc.getServiceDescriptor())
            .stream()
            .flatMap(service -> service.getMethods().stream())
            .collect(Collectors.toMap(MethodDescriptor::getFullMethodName, Function.identity()));

    private Methods() {}

    @SuppressWarnings("unchecked") // All of etcd's speak in protobuf messages.
    static MethodDescriptor<Message, Message> named(String name) {
        MethodDescriptor<?, ?> found = BY_NAME.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no such method: " + name);
        }
        return (MethodDescriptor<Message, Message>) found;
    }
}
