package dev.tercet.internal.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** As much of DER as it takes to put a private key's older forms into the one that the JDK reads. */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_ID = 0x06;
    static final int SEQUENCE = 0x30;
    static final int CONTEXT_0 = 0xa0;

    private static final byte[] NULL = {0x05, 0x00};
    private static final byte[] VERSION_0 = {INTEGER, 0x01, 0x00};
    private static final byte[] RSA_ENCRYPTION = {
        OBJECT_ID, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01
    };
    private static final byte[] EC_PUBLIC_KEY = {OBJECT_ID, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
    };

    private Der() {}

    /** PKCS#8 around an RSA key in PKCS#1. */
    static byte[] pkcs8OfRsa(byte[] pkcs1) {
        return element(SEQUENCE, VERSION_0, element(SEQUENCE, RSA_ENCRYPTION, NULL), element(OCTET_STRING, pkcs1));
    }

    /** PKCS#8 around an EC key in SEC 1, on the curve that {@code parameters} (a whole element) names. */
    static byte[] pkcs8OfEc(byte[] sec1, byte[] parameters) {
        return element(SEQUENCE, VERSION_0, element(SEQUENCE, EC_PUBLIC_KEY, parameters), element(OCTET_STRING, sec1));
    }

    /** The curve that an EC key in SEC 1 names in itself, as a whole element; null if it does not. */
    static byte @Nullable [] curveOf(byte[] sec1) {
        ByteBuffer key = body(ByteBuffer.wrap(sec1), SEQUENCE);
        while (key.hasRemaining()) {
            int tag = key.get(key.position()) & 0xff;
            ByteBuffer value = body(key, tag);
            if (tag == CONTEXT_0) {
                byte[] curve = new byte[value.remaining()];
                value.get(curve);
                return curve;
            }
        }
        return null;
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = body.size();
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            // Keys are far below 64 KiB.
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }

    /** The content of the next element, which must have this tag; the position moves behind it. */
    private static ByteBuffer body(ByteBuffer in, int tag) {
        if (in.remaining() < 2 || (in.get() & 0xff) != tag) {
            throw new IllegalArgumentException("malformed DER");
        }
        int length = in.get() & 0xff;
        if (length >= 0x80) {
            int octets = length & 0x7f;
            if (octets == 0 || octets > 2 || octets > in.remaining()) {
                throw new IllegalArgumentException("malformed DER");
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = (length << 8) | (in.get() & 0xff);
            }
        }
        if (length > in.remaining()) {
            throw new IllegalArgumentException("malformed DER");
        }
        ByteBuffer body = in.slice(in.position(), length);
        in.position(in.position() + length);
        return body;
    }
}
