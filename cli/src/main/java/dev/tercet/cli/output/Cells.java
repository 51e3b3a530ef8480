package dev.tercet.cli.output;

import dev.tercet.kv.Bytes;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What cells are as text. */
final class Cells {
    private Cells() {}

    /** The text that these bytes are, or null if they are none. */
    static @Nullable String utf8(Bytes bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.asByteBuffer())
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** In Base64. */
    static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    /** A cell that is not bytes: nothing for null, lists with commas. */
    static String text(@Nullable Object cell) {
        if (cell instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        return cell == null ? "" : cell.toString();
    }
}
