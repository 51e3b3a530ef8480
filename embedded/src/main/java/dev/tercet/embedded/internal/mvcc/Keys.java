package dev.tercet.embedded.internal.mvcc;

import com.google.protobuf.ByteString;

/** The order of keys: byte by byte, unsigned. */
public final class Keys {
    private Keys() {}

    public static int compare(ByteString a, ByteString b) {
        return ByteString.unsignedLexicographicalComparator().compare(a, b);
    }
}
