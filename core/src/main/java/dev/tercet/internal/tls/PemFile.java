package dev.tercet.internal.tls;

import dev.tercet.kv.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The blocks of a PEM file, in its order. Text around them, as openssl writes it, is skipped.
 *
 * @param file where they come from
 * @param blocks what they are
 */
record PemFile(Path file, List<Block> blocks) {
    private static final String DASHES = "-----";
    private static final String BEGIN = DASHES + "BEGIN ";
    private static final Pattern LABEL = Pattern.compile("[A-Z0-9 ]{1,64}");

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
        int at = 0;
        for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, at)) {
            int label = begin + BEGIN.length();
            int labelEnd = text.indexOf(DASHES, label);
            at = label;
            if (labelEnd >= 0 && LABEL.matcher(text.substring(label, labelEnd)).matches()) {
                String name = text.substring(label, labelEnd);
                String end = DASHES + "END " + name + DASHES;
                int body = labelEnd + DASHES.length();
                // At the next dashes, or nowhere: looking further would be a look at the whole rest for each.
                int bodyEnd = text.indexOf(DASHES, body);
                if (bodyEnd < 0 || !text.startsWith(end, bodyEnd)) {
                    // As long as somebody writes it, for one: what is there already is not all that was meant.
                    throw new IllegalArgumentException(
                            what + " file " + file + " is damaged: its block \"" + name + "\" has no end");
                }
                blocks.add(block(file, what, name, text.substring(body, bodyEnd)));
                at = bodyEnd + end.length();
            }
        }
        return new PemFile(file, List.copyOf(blocks));
    }

    private static Block block(Path file, String what, String label, String body) {
        boolean encrypted = body.stripLeading().startsWith("Proc-Type:");
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
