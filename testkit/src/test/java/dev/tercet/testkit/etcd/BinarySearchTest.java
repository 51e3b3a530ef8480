package dev.tercet.testkit.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinarySearchTest {
    @TempDir
    Path temp;

    private static Path script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Path folder(String name, String version) throws IOException {
        script(temp.resolve(name).resolve("etcd"), "echo 'etcd Version: " + version + "'; echo 'Git SHA: none'");
        return script(temp.resolve(name).resolve("etcdctl"), "exit 0").getParent();
    }

    private Finding find(String wanted, @Nullable Path named, Path... path) {
        StringBuilder joined = new StringBuilder("/nowhere" + File.pathSeparator);
        for (Path folder : path) {
            joined.append(folder).append(File.pathSeparator);
        }
        return new BinarySearch(named == null ? null : named.toString(), joined.toString(), temp).find(wanted);
    }

    private static void assertIn(Path folder, Finding finding) {
        assertThat(finding.found()).as(finding.reason()).hasValueSatisfying(there -> {
            assertThat(there.etcd()).isEqualTo(folder.resolve("etcd"));
            assertThat(there.etcdctl()).isEqualTo(folder.resolve("etcdctl"));
        });
    }

    @Test
    void theNamedFolderIsFirst() throws IOException {
        Path named = folder("named", "3.5.1");
        Path other = folder("other", "3.6.0");
        assertIn(named, find("newest", named, other));
        assertIn(named, find("3.5", named, other));
        assertIn(other, find("3.6", named, other));
    }

    @Test
    void thePathIsSearchedAsAWhole() throws IOException {
        Path old = folder("old", "3.5.9");
        Path mid = folder("mid", "3.5.30");
        Path young = folder("young", "3.10.0");
        assertIn(young, find("newest", null, old, young, mid));
        assertIn(mid, find("3.5", null, old, young, mid));
        assertIn(old, find("3.5.9", null, old, young, mid));
    }

    @Test
    void theReasonSaysWhatWasThere() throws IOException {
        assertThat(find("3.7", null).reason()).isEqualTo("TERCET_ETCD_BIN is not set; no etcd on the PATH");

        Path old = folder("old", "3.5.9");
        Path half =
                script(temp.resolve("half/etcd"), "echo 'etcd Version: 3.7.3'").getParent();
        assertThat(find("3.7", old, half).reason())
                .isEqualTo("TERCET_ETCD_BIN, " + old + ", has 3.5.9; of the PATH, " + half
                        + " has no etcdctl beside its etcd");
        assertThat(find("3.7", half, old).reason())
                .isEqualTo("TERCET_ETCD_BIN, " + half + ", has no etcdctl beside its etcd; of the PATH, " + old
                        + " has 3.5.9");
        assertThat(find("3.7", old.resolve("etcd")).reason()).contains("etcd, is not a folder");
        assertThat(find("3.7", temp).reason()).contains(temp + ", has no etcd;");
    }

    @Test
    void whatIsNoEtcdIsPassedOver() throws IOException {
        Path silent = folder("silent", "unknown");
        Path broken = folder("broken", "3.7.0");
        Files.writeString(broken.resolve("etcd"), "#!/no/such/interpreter\n");
        Path good = folder("good", "3.7.3");
        assertIn(good, find("3.7", null, silent, broken, good));
        assertThat(find("3.6", null, silent, broken).reason())
                .contains("does not say its version, but \"etcd Version: unknown\"", "does not run");
    }

    @Test
    void aScriptOfAnotherProjectIsNotRun() throws IOException {
        Path stranger = temp.resolve("stranger");
        script(stranger.resolve("etc/get-etcd"), "touch '" + temp.resolve("ran") + "'; exit 1");
        Files.writeString(stranger.resolve("pom.xml"), "<project><artifactId>stranger</artifactId></project>");
        Path below = Files.createDirectories(stranger.resolve("module/src"));
        assertThat(new BinarySearch(null, "", below).find("3.7").found()).isEmpty();
        assertThat(temp.resolve("ran")).doesNotExist();
    }

    @Test
    void theScriptOfTheCheckoutIs() throws IOException {
        Path built = folder("built", "3.7.3");
        Path checkout = temp.resolve("checkout");
        script(
                checkout.resolve("etc/get-etcd"),
                "[ $1 = 3.7 ] && echo '" + built + "' || { echo 'no Go' >&2; exit 1; }");
        Files.writeString(
                checkout.resolve("pom.xml"),
                "<project><groupId>dev.tercet</groupId><artifactId>tercet-parent</artifactId></project>");
        Path below = Files.createDirectories(checkout.resolve("module"));
        assertIn(built, new BinarySearch(null, "", below).find("3.7"));
        assertThat(new BinarySearch(null, "", below).find("3.6").reason())
                .isEqualTo("TERCET_ETCD_BIN is not set; etc/get-etcd: no Go; no etcd on the PATH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4x", "", "3", "v3.5", "3.5.", "latest", "3.5.30-rc.1"})
    void whatIsNoVersionIsRefused(String wanted) {
        assertThatThrownBy(() -> find(wanted, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + wanted + "\"", "3.5.30");
    }
}
