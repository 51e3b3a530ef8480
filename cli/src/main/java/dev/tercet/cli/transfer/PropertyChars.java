package dev.tercet.cli.transfer;

import java.io.InputStream;

/** The characters of a file of properties, with escapes read and continued lines joined. */
final class PropertyChars {
    private static final int END = -1;

    private final String name;
    private final Utf8Reader in;
    private final char[] one = new char[1];
    private long line = 1;
    private boolean afterReturn;
    private int here;
    private boolean escaped;

    PropertyChars(String name, InputStream in) {
        this.name = name;
        this.in = new Utf8Reader(name, in);
        step();
    }

    /** The character at which it is. */
    char here() {
        return (char) here;
    }

    /** The line at which it is. */
    long line() {
        return line;
    }

    boolean atEnd() {
        return here == END;
    }

    boolean atEndOfLine() {
        return atEnd() || is('\n');
    }

    boolean atBlank() {
        return is(' ') || is('\t') || is('\f');
    }

    /** Whether this character stands there, and means what it means: an escaped one is nothing but itself. */
    boolean is(char wanted) {
        return here == wanted && !escaped;
    }

    void skipBlanks() {
        while (atBlank()) {
            step();
        }
    }

    /** Goes to the end of the line as it is: comments have no escapes. */
    void skipLine() {
        while (!atEndOfLine()) {
            here = read();
        }
    }

    /** Goes on by one. */
    void step() {
        here = read();
        escaped = false;
        while (here == '\\') {
            here = read();
            if (here != '\n') {
                escaped = here != END;
                here = escaped ? meant(here) : END;
                return;
            }
            here = read();
            while (here == ' ' || here == '\t' || here == '\f') {
                here = read();
            }
        }
    }

    private int meant(int letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'f' -> '\f';
            case 'u' -> {
                int code = 0;
                long begun = line;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(read(), 16);
                    if (digit < 0) {
                        throw new FilePlace(name, begun).wrong("\\u needs four hexadecimal digits");
                    }
                    code = code << 4 | digit;
                }
                yield code;
            }
            default -> letter;
        };
    }

    private int read() {
        int read = next();
        if (read == '\n' && afterReturn) {
            read = next();
        }
        afterReturn = read == '\r';
        if (read == '\r' || read == '\n') {
            line++;
            return '\n';
        }
        return read;
    }

    private int next() {
        return in.read(one, 0, 1) < 0 ? END : one[0];
    }

    void close() {
        in.close();
    }
}
