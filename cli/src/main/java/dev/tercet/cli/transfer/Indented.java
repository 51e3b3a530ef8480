package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Out;
import dev.tercet.kv.Bytes;
import java.io.OutputStream;

/** Prints every line but the first four blanks further in. Within JSON no text is harmed: the ends of lines in those are escaped. */
final class Indented extends OutputStream {
    private static final Bytes BLANKS = Bytes.of("    ");

    private final Out out;

    private Indented(Out out) {
        this.out = out;
    }

    /** A place to print to, to be flushed in the end. */
    static Out into(Out out) {
        return new Out("the difference", new Indented(out), false);
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        int begin = from;
        for (int i = from; i < from + count; i++) {
            if (bytes[i] == '\n') {
                out.print(Bytes.wrap(bytes, begin, i + 1 - begin)).print(BLANKS);
                begin = i + 1;
            }
        }
        out.print(Bytes.wrap(bytes, begin, from + count - begin));
    }
}
