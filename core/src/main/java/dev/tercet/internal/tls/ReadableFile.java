package dev.tercet.internal.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads whole files, with failures that name them. */
final class ReadableFile {
    /** No certificates or keys are that many. What is longer, such as a device without an end, is something else. */
    private static final int MOST = 16 << 20;

    private ReadableFile() {}

    static byte[] bytes(Path file, String what) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                throw new IllegalArgumentException(
                        what + " file " + file + " is something else: it has more than " + (MOST >> 20) + " MiB");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(what + " file " + file + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException(what + " file " + file + " may not be read by this user", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(what + " file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
