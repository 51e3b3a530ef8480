package dev.tercet.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.tercet.proto.authpb.AuthProto;
import dev.tercet.proto.etcdserverpb.Compare;
import dev.tercet.proto.etcdserverpb.RpcProto;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.KvProto;
import dev.tercet.proto.v3electionpb.ElectionProto;
import dev.tercet.proto.v3lockpb.LockProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the .proto files to tables of names, numbers, types and calls: a slip there is silent on the wire. */
class WireContractTest {
    private static final List<FileDescriptor> FILES = List.of(
            KvProto.getDescriptor(),
            AuthProto.getDescriptor(),
            RpcProto.getDescriptor(),
            LockProto.getDescriptor(),
            ElectionProto.getDescriptor());

    @Test
    void everyFieldAndEnumValueHasItsNumber() {
        Stream<String> messages =
                FILES.stream().flatMap(file -> file.getMessageTypes().stream()).flatMap(WireContractTest::message);
        Stream<String> enums =
                FILES.stream().flatMap(file -> file.getEnumTypes().stream()).flatMap(WireContractTest::values);

        assertThat(Stream.concat(messages, enums)).containsExactlyInAnyOrderElementsOf(table("wire-numbers.txt"));
    }

    @Test
    void everyCallHasItsNameAndShape() {
        Stream<String> calls = FILES.stream()
                .flatMap(file -> file.getServices().stream())
                .flatMap(service -> service.getMethods().stream())
                .map(WireContractTest::call);

        assertThat(calls).containsExactlyInAnyOrderElementsOf(table("calls.txt"));
    }

    @Test
    void numbersThatDoNotFollowTheirNeighbours() {
        assertThat(WatchResponse.EVENTS_FIELD_NUMBER).isEqualTo(11);
        assertThat(Compare.RANGE_END_FIELD_NUMBER).isEqualTo(64);
    }

    private static Stream<String> message(Descriptor message) {
        Stream<String> own = message.getFields().isEmpty()
                ? Stream.of(message.getFullName() + " empty")
                : message.getFields().stream().map(WireContractTest::field);
        return Stream.concat(own, message.getEnumTypes().stream().flatMap(WireContractTest::values));
    }

    private static String field(FieldDescriptor field) {
        String oneof = field.getContainingOneof() == null
                ? ""
                : " oneof " + field.getContainingOneof().getName();
        return field.getFullName() + " = " + field.getNumber() + (field.isRepeated() ? " repeated " : " ") + type(field)
                + oneof;
    }

    private static String type(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getName();
            case ENUM -> field.getEnumType().getName();
            default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static Stream<String> values(EnumDescriptor type) {
        return type.getValues().stream()
                .map(value -> type.getFullName() + "." + value.getName() + " = " + value.getNumber());
    }

    private static String call(MethodDescriptor method) {
        return "/" + method.getService().getFullName() + "/" + method.getName()
                + (method.isClientStreaming() ? " stream " : " ")
                + method.getInputType().getName() + " -> "
                + (method.isServerStreaming() ? "stream " : "")
                + method.getOutputType().getName();
    }

    private static List<String> table(String name) {
        try (InputStream in = Objects.requireNonNull(WireContractTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + name, e);
        }
    }
}
