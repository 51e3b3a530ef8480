package dev.tercet.conformance.front;

import com.google.protobuf.Message;
import dev.tercet.proto.etcdserverpb.AuthGrpc;
import dev.tercet.proto.etcdserverpb.ClusterGrpc;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import dev.tercet.proto.etcdserverpb.MaintenanceGrpc;
import dev.tercet.proto.etcdserverpb.WatchGrpc;
import dev.tercet.proto.v3electionpb.ElectionGrpc;
import dev.tercet.proto.v3lockpb.LockGrpc;
import dev.tercet.spi.AuthRpcs;
import dev.tercet.spi.ClusterRpcs;
import dev.tercet.spi.ElectionRpcs;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.LockRpcs;
import dev.tercet.spi.MaintenanceRpcs;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.WatchRpcs;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Which method of gRPC is behind which path, as the table of calls says. */
final class Methods {
    private static final Map<String, MethodDescriptor<Message, Message>> BY_PATH = read();

    private Methods() {}

    /** By what follows the prefix. */
    static Map<String, MethodDescriptor<Message, Message>> byPath() {
        return BY_PATH;
    }

    private static Map<String, MethodDescriptor<Message, Message>> read() {
        Map<String, MethodDescriptor<Message, Message>> byPath = new HashMap<>();
        Stream.of(
                        KvRpcs.class,
                        LeaseRpcs.class,
                        WatchRpcs.class,
                        ClusterRpcs.class,
                        MaintenanceRpcs.class,
                        AuthRpcs.class,
                        LockRpcs.class,
                        ElectionRpcs.class)
                .flatMap(table -> Stream.of(table.getFields()))
                .map(Methods::value)
                .forEach(row -> {
                    if (row instanceof Rpc<?, ?> rpc) {
                        byPath.put(rpc.path(), named(rpc.fullName()));
                    } else if (row instanceof StreamRpc<?, ?> stream) {
                        byPath.put(stream.path(), named(stream.fullName()));
                    }
                });
        return Map.copyOf(byPath);
    }

    private static Object value(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new LinkageError("a row that is not public", e);
        }
    }

    @SuppressWarnings("unchecked") // All of etcd's methods take and give messages of protobuf.
    private static MethodDescriptor<Message, Message> named(String fullName) {
        return (MethodDescriptor<Message, Message>) Stream.of(
                        KVGrpc.getServiceDescriptor(),
                        WatchGrpc.getServiceDescriptor(),
                        LeaseGrpc.getServiceDescriptor(),
                        ClusterGrpc.getServiceDescriptor(),
                        MaintenanceGrpc.getServiceDescriptor(),
                        AuthGrpc.getServiceDescriptor(),
                        LockGrpc.getServiceDescriptor(),
                        ElectionGrpc.getServiceDescriptor())
                .map(ServiceDescriptor::getMethods)
                .flatMap(methods -> methods.stream())
                .filter(method -> method.getFullMethodName().equals(fullName))
                .findFirst()
                .orElseThrow();
    }
}
