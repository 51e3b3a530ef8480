package dev.tercet.conformance.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import dev.tercet.conformance.faults.embedded.EmbeddedScenario;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecrecyTest {
    @TempDir
    private Path dir;

    private Path reports;

    @BeforeEach
    void make() throws Exception {
        reports = Files.createDirectories(dir.resolve("reports"));
        Files.writeString(reports.resolve("report.txt"), "put clients/1: ok\nroot logged in\n");
    }

    @Test
    void everyPasswordIsFoundInEveryFile() throws Exception {
        Secrecy secrecy = new Secrecy(List.of());
        assertThat(secrecy.broken(reports)).isEmpty();
        List<String> passwords = new ArrayList<>(FaultCluster.passwords());
        passwords.add(EmbeddedScenario.PASSWORD);
        Path deep = Files.createDirectories(reports.resolve("round-1")).resolve("report.html");
        for (String password : passwords) {
            String basic = Base64.getEncoder().encodeToString(("root:" + password).getBytes(StandardCharsets.UTF_8));
            for (String said : List.of("--user=root:" + password, "Authorization: Basic " + basic)) {
                Files.writeString(deep, "fine\n" + said + "\n");
                assertThat(secrecy.broken(reports)).containsExactly("a password stands in " + deep + ", line 2");
            }
        }
    }

    @Test
    void ofALogWhatIsNewCounts() throws Exception {
        String password = FaultCluster.passwords().get(0);
        Path log = Files.writeString(dir.resolve("log"), "what was first\n");
        Secrecy secrecy = new Secrecy(List.of(log, dir.resolve("none")));
        assertThat(secrecy.broken(reports)).isEmpty();
        Files.writeString(log, "fine\n" + password + "\n", StandardOpenOption.APPEND);
        assertThat(secrecy.broken(reports)).singleElement().asString().contains(log + ", line 2 after");
        Files.writeString(log, "fine\n", StandardOpenOption.APPEND);
        assertThat(secrecy.broken(reports)).isEmpty();
        Files.writeString(log, password + "\n");
        assertThat(secrecy.broken(reports)).as("begun anew").hasSize(1);
    }
}
