package dev.tercet.embedded.internal.fault;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import java.util.List;
import java.util.stream.Stream;

/** The keys that a request names: its own, those of a transaction's operations and compares, the names of locks and elections. */
final class RequestKeys {
    private static final List<String> FIELDS = List.of("key", "name");

    private RequestKeys() {}

    static boolean haveOneFrom(Message request, ByteString prefix) {
        return of(request).anyMatch(key -> key.startsWith(prefix));
    }

    private static Stream<ByteString> of(Message request) {
        if (request instanceof TxnRequest txn) {
            Stream<RequestOp> operations = Stream.concat(txn.getSuccessList().stream(), txn.getFailureList().stream());
            return Stream.concat(
                    txn.getCompareList().stream().flatMap(RequestKeys::of), operations.flatMap(RequestKeys::of));
        }
        if (request instanceof RequestOp operation) {
            return operation.getAllFields().values().stream()
                    .filter(Message.class::isInstance)
                    .flatMap(inner -> of((Message) inner));
        }
        return FIELDS.stream()
                .map(request.getDescriptorForType()::findFieldByName)
                .filter(field -> field != null && field.getType() == FieldDescriptor.Type.BYTES)
                .map(field -> (ByteString) request.getField(field));
    }
}
