package dev.tercet.embedded.internal.mvcc;

import com.google.protobuf.ByteString;

/** The order of keys: byte by byte, unsigned. */
public final class Keys {
    private Keys() {}

    public static int compare(ByteString a, ByteString b) {
        int length = Math.min(a.size(), b.size());
        for (int i = 0; i < length; i++) {
            int difference = (a.byteAt(i) & 0xff) - (b.byteAt(i) & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return a.size() - b.size();
    }
}
