package dev.tercet.cli.output;

import dev.tercet.kv.Bytes;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What cells are as text. */
final class Cells {
    private Cells() {}

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
