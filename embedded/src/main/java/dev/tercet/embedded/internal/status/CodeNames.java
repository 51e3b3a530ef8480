package dev.tercet.embedded.internal.status;

import dev.tercet.spi.StatusCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Codes as etcd writes them, which is as Go spells them. */
public final class CodeNames {
    private CodeNames() {}

    /** Such as {@code InvalidArgument}. */
    public static String inGo(StatusCode code) {
        return switch (code) {
            case OK -> "OK";
            case CANCELLED -> "Canceled";
            default ->
                Arrays.stream(code.name().split("_"))
                        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining());
        };
    }
}
