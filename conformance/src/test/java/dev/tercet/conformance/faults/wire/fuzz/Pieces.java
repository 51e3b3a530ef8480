package dev.tercet.conformance.faults.wire.fuzz;

import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Random;

/** A message as it comes from a connection: of a known length, in pieces. */
final class Pieces extends FilterInputStream implements KnownLength {
    private final Random random;
    private final int largest;

    Pieces(byte[] bytes, Random random) {
        super(new ByteArrayInputStream(bytes));
        this.random = random;
        this.largest = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(40);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return super.read(into, offset, length == 0 ? 0 : 1 + random.nextInt(Math.min(length, largest)));
    }

    @Override
    public long skip(long count) throws IOException {
        return super.skip(count < 2 ? count : 1 + random.nextInt((int) Math.min(count, largest)));
    }
}
