package dev.tercet.conformance.faults.wire.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Bytes that are a little wrong. */
final class Mutation {
    /** How many there are at once, at most. */
    static final int MOST = 3;

    /** Ends of numbers, types of fields that are none, lengths beyond all: what decoders stumble over. */
    private static final byte[] NASTY = {
        0, 1, 7, 8, 0x0a, 0x0b, 0x0c, 0x0f, 0x12, 0x1a, 0x7f, -128, -1, -2, -64, '"', '}'
    };

    private final Random random;
    private final int most;

    /**
     * One.
     *
     * @param most of the mutations that there would be, so many are made
     */
    Mutation(Random random, int most) {
        this.random = random;
        this.most = most;
    }

    /** Others in one to three places, or as many as there were but fewer of them. */
    byte[] of(byte[] bytes) {
        byte[] changed = bytes;
        int mutations = 1 + random.nextInt(MOST);
        for (int i = 0; i < mutations; i++) {
            byte[] next = once(changed);
            changed = i < most ? next : changed;
        }
        return changed;
    }

    private byte[] once(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(random.nextInt(8) == 0 ? bytes.length + 1 : 6));
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> spliced(bytes, at, new byte[0], to);
            case 2 -> spliced(bytes, at, some(), at);
            case 3 -> spliced(bytes, to, Arrays.copyOfRange(bytes, at, to), to);
            case 4 -> spliced(bytes, at, some(), to);
            case 5, 6 -> flipped(bytes, at);
            default ->
                spliced(bytes, at, new byte[] {NASTY[random.nextInt(NASTY.length)]}, Math.min(at + 1, bytes.length));
        };
    }

    private byte[] some() {
        byte[] some = new byte[1 + random.nextInt(11)];
        switch (random.nextInt(3)) {
            case 0 -> random.nextBytes(some);
            case 1 -> Arrays.fill(some, NASTY[random.nextInt(NASTY.length)]);
            default -> {
                for (int i = 0; i < some.length; i++) {
                    some[i] = NASTY[random.nextInt(NASTY.length)];
                }
            }
        }
        return some;
    }

    private byte[] flipped(byte[] bytes, int at) {
        if (at == bytes.length) {
            return bytes;
        }
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private static byte[] spliced(byte[] bytes, int end, byte[] middle, int start) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, 0, end);
        all.writeBytes(middle);
        all.write(bytes, start, bytes.length - start);
        return all.toByteArray();
    }
}
