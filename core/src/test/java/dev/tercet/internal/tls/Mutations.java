package dev.tercet.internal.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Makes good files bad: in their bytes, in the DER within their blocks, and in how blocks stand beside each other. */
final class Mutations {
    /** What lengths and tags are made of, and what stands at their borders. */
    private static final int[] ODD = {0x00, 0x01, 0x02, 0x30, 0x7f, 0x80, 0x81, 0x82, 0x83, 0x84, 0x88, 0xa0, 0xff};

    private static final List<String> GARBAGE = List.of(
            "\r\n",
            "\uFEFF",
            "Bag Attributes\n  friendlyName: x\n",
            "-----BEGIN CERTIFICATE-----\n",
            "-----END CERTIFICATE-----\n",
            "-----BEGIN ",
            "-----",
            "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n",
            "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
            "\0\0\0\0");

    private final Random random;
    private final List<byte[]> good;

    /** Of these files, by this chance. */
    Mutations(List<byte[]> good, Random random) {
        this.good = good;
        this.random = random;
    }

    byte[] next() {
        byte[] file = pick().clone();
        for (int more = 1 + random.nextInt(3); more > 0; more--) {
            file = random.nextInt(3) > 0 && isPem(file) ? inDer(file) : change(file);
        }
        return file;
    }

    private byte[] pick() {
        return good.get(random.nextInt(good.size()));
    }

    private static boolean isPem(byte[] file) {
        return text(file).contains("-----BEGIN ");
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }

    /** Changes what one of its blocks holds, and leaves it a block. */
    private byte[] inDer(byte[] file) {
        String text = text(file);
        int begin = text.indexOf("-----BEGIN ", random.nextInt(text.length()));
        if (begin < 0) {
            begin = text.indexOf("-----BEGIN ");
        }
        int body = text.indexOf("-----\n", begin) + 6;
        int end = text.indexOf("-----END ", begin);
        if (begin < 0 || body < 6 || end < body) {
            return change(file);
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(text.substring(body, end));
            String changed = Base64.getMimeEncoder().encodeToString(change(der));
            return (text.substring(0, body) + changed + "\n" + text.substring(end))
                    .getBytes(StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return change(file);
        }
    }

    private byte[] change(byte[] bytes) {
        if (bytes.length == 0) {
            return pick().clone();
        }
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 4 : 200));
        switch (random.nextInt(8)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            // The headers of the outermost elements, where lengths and versions are.
            case 2 -> bytes[Math.min(bytes.length - 1, random.nextInt(16))] = odd();
            case 3 -> bytes[at] = odd();
            case 4 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 5 -> {
                return join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
            }
            case 6 -> {
                byte[] garbage = GARBAGE.get(random.nextInt(GARBAGE.size())).getBytes(StandardCharsets.UTF_8);
                return join(Arrays.copyOf(bytes, at), garbage, Arrays.copyOfRange(bytes, at, bytes.length));
            }
            default -> {
                byte[] other = pick();
                int from = random.nextInt(other.length);
                return join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(other, from, other.length));
            }
        }
        return bytes;
    }

    private byte odd() {
        return (byte) ODD[random.nextInt(ODD.length)];
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
