package dev.tercet.cli.connect;

import dev.tercet.cli.error.CommandException;
import dev.tercet.connection.Tls;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What options say of TLS.
 *
 * @param prefix what the options' names begin with, for messages
 */
record TlsFiles(
        String prefix,
        @Nullable Path authorities,
        @Nullable Path certificate,
        @Nullable Path key,
        boolean unverified) {
    boolean areGiven() {
        return authorities != null || certificate != null || key != null || unverified;
    }

    /**
     * How to connect; empty if nothing was said of it.
     *
     * @throws CommandException if there is a certificate without a key, or the other way round
     */
    Optional<Tls> tls() {
        if (!areGiven()) {
            return Optional.empty();
        }
        Tls tls = authorities == null ? Tls.system() : Tls.trusting(authorities);
        if (certificate != null && key != null) {
            tls = tls.withClientCertificate(certificate, key);
        } else if (certificate != null || key != null) {
            throw CommandException.wrongUsage(prefix + "cert and " + prefix + "key go together.");
        }
        return Optional.of(unverified ? tls.withoutVerification() : tls);
    }
}
