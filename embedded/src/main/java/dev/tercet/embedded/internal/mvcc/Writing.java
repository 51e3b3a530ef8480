package dev.tercet.embedded.internal.mvcc;

import com.google.protobuf.ByteString;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes that become one revision. What is read meanwhile has them already. */
public interface Writing {
    /**
     * Puts a key.
     *
     * @return what was there before, or null
     */
    @Nullable
    KeyValue put(ByteString key, ByteString value, long lease);

    /**
     * Deletes the keys of an interval.
     *
     * @return what was there, in the order of the keys
     */
    List<KeyValue> delete(KeyInterval interval);
}
