package dev.tercet.conformance.gateway.script;

import dev.tercet.testkit.tls.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS for scripted servers. */
final class TestTls {
    private TestTls() {}

    /** That of a server whose certificate the tests' authority signed. */
    static SSLContext server() throws IOException, GeneralSecurityException {
        char[] password = TestCertificates.STORE_PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in =
                Files.newInputStream(TestCertificates.shared().server().store())) {
            store.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
