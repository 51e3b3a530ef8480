package dev.tercet.conformance.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code etc/Advisories.java}, which verify runs over the real lists: here over lists in which something is wrong. */
class AdvisoriesTest {
    private static final Path ROOT = Path.of(System.getProperty("tercet.root", ".."));
    private static final String LIST = "com.example:lib | >=1.2,<1.4 | CVE-0000-1 | it is broken\n";

    @TempDir
    static Path classes;

    @TempDir
    Path dir;

    private static Class<?> advisories;

    @BeforeAll
    static void compile() throws Exception {
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        ROOT.resolve("etc/Advisories.java").toString());
        assertThat(code).isZero();
        advisories = new URLClassLoader(new URL[] {classes.toUri().toURL()}).loadClass("Advisories");
    }

    @BeforeEach
    void make() throws IOException {
        Files.createDirectories(dir.resolve("bom"));
        Files.createDirectories(dir.resolve("etc"));
        Files.createDirectories(dir.resolve("core/target"));
        Files.createDirectories(dir.resolve("target"));
        Files.writeString(dir.resolve("bom/pom.xml"), "<project><artifactId>tercet-core</artifactId></project>");
        Files.writeString(
                dir.resolve("core/pom.xml"),
                "<project><parent><artifactId>tercet-parent</artifactId></parent><artifactId>tercet-core</artifactId></project>");
        resolved("1.1");
        listed("com.example:lib:1.1");
        Files.writeString(dir.resolve("etc/advisories.txt"), "# A comment.\n\n" + LIST);
    }

    private void resolved(String version) throws IOException {
        Files.writeString(
                dir.resolve("core/target/runtime-dependencies.txt"),
                "\nThe following files have been resolved:\n   com.example:lib:jar:" + version
                        + ":compile -- module lib (auto)\n   dev.tercet:tercet-proto:jar:1:compile\n   org.junit:junit:jar:4:test\n");
    }

    private void listed(String... artifacts) throws IOException {
        StringBuilder xml = new StringBuilder("<bom><metadata><tools><components>"
                + "<component><group>org.tool</group><name>tool</name><version>1</version></component></components></tools><component><group>dev.tercet</group>"
                + "<name>tercet-parent</name><version>1</version></component></metadata><components>");
        for (String artifact : artifacts) {
            String[] parts = artifact.split(":");
            xml.append("<component><group>" + parts[0] + "</group><name>" + parts[1] + "</name><version>" + parts[2]
                    + "</version></component>");
        }
        Files.writeString(dir.resolve("target/bom.xml"), xml + "</components></bom>");
    }

    @SuppressWarnings("unchecked") // It returns a List<String>.
    private List<String> check() throws Exception {
        Method check = advisories.getMethod("check", Path.class);
        return (List<String>) check.invoke(null, dir);
    }

    @Test
    void allIsWell() throws Exception {
        assertThat(check()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.1, false",
        "1.2, true",
        "1.2.0, true",
        "1.3.9-jre, true",
        "1.4.0-rc1, true",
        "1.4-SNAPSHOT, true",
        "1.4, false",
        "1.4.0.Final, false",
        "1.10, false",
        "2.0, false",
        "1.2-beta1, false"
    })
    void aVersionIsAffectedOrNot(String version, boolean affected) throws Exception {
        resolved(version);
        listed("com.example:lib:" + version);
        assertThat(check())
                .isEqualTo(
                        affected
                                ? List.of("com.example:lib:" + version + " is under CVE-0000-1: it is broken")
                                : List.of());
    }

    @Test
    void whatIsBroughtAlongIsListed() throws Exception {
        listed();
        assertThat(check()).containsExactly("com.example:lib:1.1 is brought along, and not in target/bom.xml");
        listed("com.example:lib:1.0");
        assertThat(check()).hasSize(2);
    }

    @Test
    void whatIsForTestsIsNot() throws Exception {
        listed("com.example:lib:1.1", "org.junit:junit:4", "dev.tercet:tercet-core:1");
        assertThat(check()).containsExactly("org.junit:junit:4 is in target/bom.xml, and not brought along");
    }

    @Test
    void listsThatAreNotThereAreNotWell() throws Exception {
        Files.delete(dir.resolve("target/bom.xml"));
        assertThat(check()).singleElement().asString().contains("bom.xml");
        listed("com.example:lib:1.1");
        Files.writeString(dir.resolve("core/target/runtime-dependencies.txt"), "none\n");
        assertThat(check()).contains("no dependency was found in any target/runtime-dependencies.txt");
        Files.delete(dir.resolve("core/target/runtime-dependencies.txt"));
        assertThat(check()).singleElement().asString().contains("runtime-dependencies.txt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "com.example:lib | <1 | CVE-0000-1",
                "com.example | <1 | CVE-0000-1 | x",
                "com.example:lib | 1 | CVE-0000-1 | x",
                "com.example:lib | <1 |  | x"
            })
    void aLineThatIsNoneIsNotOverlooked(String line) throws Exception {
        Files.writeString(dir.resolve("etc/advisories.txt"), LIST + line + "\n");
        assertThat(check()).hasSize(1);
    }

    @Test
    void theRealListCanBeRead() throws Exception {
        Files.copy(
                ROOT.resolve("etc/advisories.txt"),
                dir.resolve("etc/advisories.txt"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(check()).isEmpty();
    }
}
