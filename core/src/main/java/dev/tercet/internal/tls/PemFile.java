package dev.tercet.internal.tls;

import dev.tercet.kv.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks of a PEM file, in its order. Text around them, as openssl writes it, is skipped.
 *
 * @param file where they come from
 * @param blocks what they are
 */
record PemFile(Path file, List<Block> blocks) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*(.*?)-----END \\1-----", Pattern.DOTALL);

    /**
     * A block.
     *
     * @param label what it says it is, such as {@code CERTIFICATE}
     * @param der what is in it
     * @param encrypted whether OpenSSL's old encryption is on it
     */
    record Block(String label, Bytes der, boolean encrypted) {}

    /** Reads a file; {@code what} is what it is to hold, for messages. */
    static PemFile read(Path file, String what) {
        // Latin-1 lets any garbage through to where it is told apart.
        String text = new String(ReadableFile.bytes(file, what), StandardCharsets.ISO_8859_1);
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(block(file, what, matcher.group(1), matcher.group(2)));
        }
        return new PemFile(file, List.copyOf(blocks));
    }

    private static Block block(Path file, String what, String label, String body) {
        boolean encrypted = body.startsWith("Proc-Type:");
        // Headers end with an empty line; what is encrypted is not read any further.
        String base64 = encrypted ? "" : body;
        try {
            return new Block(label, Bytes.wrap(Base64.getMimeDecoder().decode(base64)), encrypted);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    what + " file " + file + " is damaged: what is in its block \"" + label + "\" is not base64", e);
        }
    }

    /** The first block with this label. */
    Optional<Block> first(String label) {
        return blocks.stream().filter(block -> block.label().equals(label)).findFirst();
    }

    /** What the file holds, for messages. */
    String contents() {
        return blocks.isEmpty()
                ? "nothing in PEM form"
                : String.join(", ", blocks.stream().map(Block::label).distinct().toList());
    }
}
