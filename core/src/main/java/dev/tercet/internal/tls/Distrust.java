package dev.tercet.internal.tls;

import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in words why a server's certificate is not believed: the JDK's own are for those who know its insides. */
final class Distrust {
    private Distrust() {}

    /**
     * The failure in our words, with the JDK's beneath. It has no cause, since whoever reports a handshake looks for the innermost.
     *
     * @param host the host that was expected, if known
     * @param trusted what vouches for servers, and what can be done if it does not for this one
     */
    static CertificateException explain(
            CertificateException failure, X509Certificate[] chain, @Nullable String host, String trusted) {
        X509Certificate server = chain[0];
        String text;
        if (isCausedBy(failure, CertificateExpiredException.class)) {
            text = "a certificate has expired; the server's is valid until "
                    + server.getNotAfter().toInstant();
        } else if (isCausedBy(failure, CertificateNotYetValidException.class)) {
            text = "a certificate is not valid yet; the server's is from "
                    + server.getNotBefore().toInstant();
        } else if (isAboutName(failure)) {
            text = "the server's certificate is not for " + host + ", but for " + names(server)
                    + "; if that is the server, give its name to Tls.withServerName";
        } else {
            text = "the server's certificate (" + server.getSubjectX500Principal() + ", issued by "
                    + server.getIssuerX500Principal() + ") is not vouched for by "
                    + trusted + (isUnknownIssuer(failure) ? "" : " (" + failure.getMessage() + ")");
        }
        CertificateException explained = new CertificateException(text);
        explained.addSuppressed(failure);
        return explained;
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Exception> kind) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (kind.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    // The commonest, of which the JDK's words say no more than ours.
    private static boolean isUnknownIssuer(CertificateException failure) {
        return String.valueOf(failure.getMessage()).contains("unable to find valid certification path");
    }

    // The only failures of the JDK's that are neither about dates nor about the path, and they have no type.
    private static boolean isAboutName(CertificateException failure) {
        String text = String.valueOf(failure.getMessage());
        return text.startsWith("No subject alternative") || text.startsWith("No name matching");
    }

    private static List<String> names(X509Certificate server) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = server.getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateParsingException e) {
            names.add("names that cannot be read");
        }
        return names;
    }
}
