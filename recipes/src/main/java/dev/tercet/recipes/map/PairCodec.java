package dev.tercet.recipes.map;

import dev.tercet.kv.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Objects;

/**
 * A pair: the first part with each zero byte followed by 0xff, then 0x00 0x01 as its end, then the second part as it is. The end sorts
 * before whatever else the first part could go on with, so a part that is the beginning of another comes first, as it should.
 */
record PairCodec<A, B>(Codec<A> first, Codec<B> second) implements Codec<Pair<A, B>> {
    private static final int ZERO_MEANT = 0xff;
    private static final int END = 0x01;

    PairCodec {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
    }

    @Override
    public Bytes encode(Pair<A, B> pair) {
        Bytes head = first.encode(pair.first());
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + 2);
        for (int i = 0; i < head.length(); i++) {
            out.write(head.at(i));
            if (head.at(i) == 0) {
                out.write(ZERO_MEANT);
            }
        }
        out.write(0);
        out.write(END);
        return Bytes.wrap(out.toByteArray()).plus(second.encode(pair.second()));
    }

    @Override
    public Pair<A, B> decode(Bytes bytes) {
        ByteArrayOutputStream head = new ByteArrayOutputStream(bytes.length());
        int at = 0;
        while (at < bytes.length()) {
            byte b = bytes.at(at++);
            if (b == 0) {
                int after = at < bytes.length() ? bytes.at(at++) & 0xff : -1;
                if (after == END) {
                    return Pair.of(first.decode(Bytes.wrap(head.toByteArray())), second.decode(bytes.from(at)));
                } else if (after != ZERO_MEANT) {
                    break;
                }
            }
            head.write(b);
        }
        throw new IllegalArgumentException("not a pair: its first part does not end");
    }
}
