package dev.tercet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"tercet " + text() + " (Java " + Runtime.version().feature() + ")"};
    }

    /** The build's version. */
    static String text() throws IOException {
        try (InputStream text = Version.class.getResourceAsStream("version.txt")) {
            if (text == null) {
                throw new IOException("version.txt is missing from the tercet-cli jar");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
