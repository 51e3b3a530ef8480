package dev.tercet.recipes.map;

import dev.tercet.kv.Bytes;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** Text, neither written nor read with replacement characters: two texts must not become one key. */
record TextCodec(Charset charset) implements Codec<String> {
    @Override
    public Bytes encode(String text) {
        try {
            return Bytes.copyOf(charset.newEncoder().encode(CharBuffer.wrap(text)));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("text that cannot be said in " + charset + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String decode(Bytes bytes) {
        try {
            return charset.newDecoder().decode(bytes.asByteBuffer()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not text in " + charset + ": " + e.getMessage(), e);
        }
    }
}
