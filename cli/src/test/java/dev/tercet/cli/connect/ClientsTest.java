package dev.tercet.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientsTest {
    @TempDir
    private Path dir;

    private final Given given = new Given();

    private Settings settings() {
        return new Settings(
                given, Map.of("XDG_CONFIG_HOME", "/nowhere"), warning -> {}, new PasswordPrompt(prompt -> null));
    }

    @Test
    void whomDnsNamesHasToBeOfTheDomainWhereDnsIsNotBelieved() throws Exception {
        given.put(Setting.DISCOVERY_SRV, "example.com");
        assertThat(Clients.tlsOfDiscovered(settings())).isEmpty();
        given.put(Setting.INSECURE_DISCOVERY, "false");
        assertThat(Clients.tlsOfDiscovered(settings()).flatMap(Tls::serverName)).contains("example.com");
        given.put(Setting.CACERT, Files.createFile(dir.resolve("ca.pem")).toString());
        assertThat(Clients.tlsOfDiscovered(settings()).flatMap(Tls::serverName)).contains("example.com");
    }
}
