package dev.tercet.embedded.internal.server;

import dev.tercet.embedded.internal.state.Identity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Identities by name: the same name has the same ids, so that what a test prints is the same in every run. */
public final class Identities {
    /** That of a member which has just been elected for the first time. */
    private static final long TERM = 2;

    private Identities() {}

    /** The identity of the one member of this name. */
    public static Identity of(String name, String version) {
        // etcd takes the first bytes of such hashes too.
        return new Identity(hash("cluster of " + name), hash("member " + name), TERM, name, version);
    }

    private static long hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-1", e);
        }
    }
}
