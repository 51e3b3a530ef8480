package dev.tercet.conformance.gateway.oracle;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.tercet.gateway.internal.json.Codecs;
import dev.tercet.gateway.internal.json.JsonCodec;
import dev.tercet.proto.codec.LeaseCodec;
import dev.tercet.proto.codec.MethodCodec;
import dev.tercet.proto.codec.Methods;
import dev.tercet.proto.codec.WatchCodec;
import dev.tercet.proto.etcdserverpb.RpcProto;
import dev.tercet.proto.v3electionpb.ElectionProto;
import dev.tercet.proto.v3lockpb.LockProto;
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
import dev.tercet.spi.hub.WatchUp;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Every row of the table of calls. */
public final class Rows {
    private static final List<Class<?>> TABLES = List.of(
            KvRpcs.class,
            LeaseRpcs.class,
            WatchRpcs.class,
            ClusterRpcs.class,
            MaintenanceRpcs.class,
            AuthRpcs.class,
            LockRpcs.class,
            ElectionRpcs.class);

    private static final List<FileDescriptor> FILES =
            List.of(RpcProto.getDescriptor(), LockProto.getDescriptor(), ElectionProto.getDescriptor());

    /**
     * A row, with both ways to say what it says.
     *
     * @param name the method's
     * @param request the type of requests
     * @param method what protobuf knows about it
     * @param ours in JSON
     * @param oracle in protobuf
     */
    public record Row(
            String name,
            Type request,
            MethodDescriptor method,
            JsonCodec<Object, Object> ours,
            MethodCodec<Object, Object> oracle) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Rows() {}

    public static Stream<Row> all() {
        return TABLES.stream()
                .flatMap(table -> Arrays.stream(table.getFields()))
                .filter(field -> field.getType() == Rpc.class || field.getType() == StreamRpc.class)
                .map(Rows::row);
    }

    private static Row row(Field field) {
        Type request = ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
        try {
            Object row = field.get(null);
            if (row == WatchRpcs.WATCH) {
                return row("etcdserverpb.Watch/Watch", WatchUp.class, Codecs.WATCH, WatchCodec.CODEC);
            }
            if (row == LeaseRpcs.RENEW) {
                return row(LeaseRpcs.RENEW.fullName(), request, Codecs.of(LeaseRpcs.RENEW), LeaseCodec.RENEWALS);
            }
            if (row instanceof Rpc<?, ?> call) {
                return row(call.fullName(), request, Codecs.of(call), Methods.of(call));
            }
            StreamRpc<?, ?> stream = (StreamRpc<?, ?>) row;
            return row(stream.fullName(), request, Codecs.of(stream), Methods.of(stream));
        } catch (IllegalAccessException e) {
            throw new LinkageError("a row that is not public", e);
        }
    }

    @SuppressWarnings("unchecked") // Each is given only what is of the row's own types.
    private static Row row(String name, Type request, JsonCodec<?, ?> ours, MethodCodec<?, ?> oracle) {
        int slash = name.indexOf('/');
        String service = name.substring(name.indexOf('.') + 1, slash);
        MethodDescriptor method = FILES.stream()
                .map(file -> file.findServiceByName(service))
                .filter(Objects::nonNull)
                .map(found -> found.findMethodByName(name.substring(slash + 1)))
                .findFirst()
                .orElseThrow();
        return new Row(name, request, method, (JsonCodec<Object, Object>) ours, (MethodCodec<Object, Object>) oracle);
    }
}
