package dev.tercet.v2.internal.http;

import dev.tercet.testkit.tls.Identity;
import dev.tercet.testkit.tls.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What a scripted server shows of itself. */
final class Contexts {
    private Contexts() {}

    static SSLContext ofServer(TestCertificates certificates) {
        return of(certificates.server());
    }

    static SSLContext of(Identity server) {
        try (InputStream store = Files.newInputStream(server.store())) {
            char[] password = TestCertificates.STORE_PASSWORD.toCharArray();
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(store, password);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
