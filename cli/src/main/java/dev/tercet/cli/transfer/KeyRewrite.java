package dev.tercet.cli.transfer;

import dev.tercet.kv.Bytes;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Puts another beginning in place of the one that keys have.
 *
 * @param before what they begin with
 * @param after what they are to begin with
 */
record KeyRewrite(Bytes before, Bytes after) {
    /** Whether it is about this key. */
    boolean concerns(Bytes key) {
        return key.startsWith(before);
    }

    /** The key's new name. */
    Bytes apply(Bytes key) {
        return after.plus(key.from(before.length()));
    }

    /** Reads {@code OLD=NEW}; the first {@code =} is the one between them. */
    static final class Converter implements ITypeConverter<KeyRewrite> {
        @Override
        public KeyRewrite convert(String text) {
            int sign = text.indexOf('=');
            if (sign < 0) {
                throw new TypeConversionException("'" + text + "' is not OLD=NEW");
            }
            return new KeyRewrite(Bytes.of(text.substring(0, sign)), Bytes.of(text.substring(sign + 1)));
        }
    }
}
