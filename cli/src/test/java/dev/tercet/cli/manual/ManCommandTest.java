package dev.tercet.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tercet.cli.Ran;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManCommandTest {
    @TempDir
    private Path folder;

    @Test
    void onePageForAll() {
        Ran ran = Ran.of("man");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith(".TH \"TERCET\" \"1\"")
                .contains(".SH NAME\ntercet \\- talks to etcd\n")
                .contains(".SS get\n")
                .contains("\\fB\\-\\-prefix\\fR")
                .contains("\\fB\\-\\-endpoints\\fR \\fIURL[,URL]\\fR")
                .contains("ETCDCTL_DIAL_TIMEOUT", "TERCET_CACHE", "TERCET_OPTS", "JAVA_HOME", "\\(ti/.cache/tercet/")
                .contains("\"Manual of tercet\"\n", ".SH DESCRIPTION\n")
                .contains(".SH EXIT STATUS")
                .doesNotContain("@|", "%n", "${");
    }

    @Test
    void groffHasNoComplaint() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "there is no groff here");
        Path page = Files.writeString(folder.resolve("tercet.1"), Ran.of("man").out());
        Path complaints = folder.resolve("complaints");
        Process groff = new ProcessBuilder("/usr/bin/groff", "-man", "-Tutf8", "-P-cbou", "-ww", page.toString())
                .redirectError(complaints.toFile())
                .start();
        String shown = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(groff.waitFor()).isZero();
        assertThat(complaints).isEmptyFile();
        assertThat(shown).contains("SYNOPSIS", "EXIT STATUS");
    }
}
