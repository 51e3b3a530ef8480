package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Reads UTF-8 and nothing else: what is malformed ends the command with its line, instead of becoming question marks in values. */
final class Utf8Reader extends Reader {
    private static final int SIZE = 1 << 14;
    private static final char MARK = '\ufeff';

    private final String name;
    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(SIZE).limit(0);
    private long line = 1;
    private boolean begun;
    private boolean ended;

    Utf8Reader(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    @Override
    public int read(char[] to, int from, int count) {
        while (!chars.hasRemaining()) {
            if (ended && !bytes.hasRemaining()) {
                return -1;
            }
            more();
        }
        int some = Math.min(count, chars.remaining());
        chars.get(to, from, some);
        return some;
    }

    private void more() {
        fill();
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, ended);
        chars.flip();
        if (!begun && chars.hasRemaining()) {
            begun = true;
            if (chars.get(0) == MARK) {
                chars.get();
            }
        }
        char[] array = chars.array();
        for (int i = chars.position(); i < chars.limit(); i++) {
            line += array[i] == '\n' ? 1 : 0;
        }
        if (result.isError()) {
            throw new FilePlace(name, line).wrong("this is not UTF-8");
        }
    }

    private void fill() {
        bytes.compact();
        try {
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = read < 0;
            bytes.position(bytes.position() + Math.max(0, read)).flip();
        } catch (IOException e) {
            throw CommandException.unreadable(name, e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw CommandException.unreadable(name, e);
        }
    }
}
