package dev.tercet.cli.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.Ran;
import dev.tercet.cli.connect.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilesCommandTest {
    @TempDir
    private Path folder;

    @Test
    void showsThemWithoutSecrets() throws Exception {
        Path file = Files.writeString(folder.resolve("profiles"), """
                prod.endpoints = https://etcd-1:2379,https://etcd-2:2379
                prod.user = root:secret
                test.user = tom
                test.password = secret
                default.auth-jwt-token = secret
                """);
        Ran ran = Ran.of("profiles", "--config", file.toString(), "--profile", "prod");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEqualTo("""
                  default
                    auth-jwt-token = ***
                * prod
                    endpoints = https://etcd-1:2379,https://etcd-2:2379
                    user = root:***
                  test
                    user = tom
                    password = ***
                """);
        Ran rows = Ran.of("profiles", "--config", file.toString(), "-o", "ndjson");
        assertThat(rows.out()).contains("\"setting\":\"user\"").doesNotContain("secret");
        Ran json = Ran.of("profiles", "--config", file.toString(), "-w", "json");
        assertThat(json.out()).contains("{\"name\":\"prod\",\"chosen\":false").doesNotContain("secret");
    }

    @Test
    void aTildeIsHome() {
        Ran ran = Ran.of("profiles", "--config", "~/no such profiles");
        assertThat(ran.exitCode()).isEqualTo(6);
        assertThat(ran.err())
                .isEqualTo("tercet: there are no profiles: " + Home.of(System.getenv())
                        + "/no such profiles is not there.\n");
        assertThat(Ran.of("profiles", "--config", folder.toString()).err())
                .isEqualTo("tercet: cannot read the profiles in " + folder + ": it is a folder.\n");
    }

    @Test
    void saysWhereTheyWouldBe() {
        Ran ran = Ran.with(Map.of("XDG_CONFIG_HOME", folder.toString()), "", "profiles");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEmpty();
        assertThat(ran.errLines())
                .containsExactly("tercet: there are no profiles in " + folder.resolve("tercet/profiles") + ".");
    }
}
