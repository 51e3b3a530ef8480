package dev.tercet.testkit.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtcdBinariesTest {
    private static final String PROPERTY = "tercet.etcd.bin";

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(PROPERTY);
    }

    @Test
    void takesTheFolderThatWasNamedIfItHasTheVersion() throws IOException {
        Path etcd = script("etcd", "echo 'etcd Version: 2.9.7'; echo 'Git SHA: none'");
        Path etcdctl = script("etcdctl", "exit 0");
        System.setProperty(PROPERTY, folder.toString());

        assertThat(EtcdBinaries.find("2.9")).isEqualTo(new EtcdBinaries(new EtcdVersion(2, 9, 7), etcd, etcdctl));
        assertThatThrownBy(() -> EtcdBinaries.find("2.8")).isInstanceOf(EtcdUnavailable.class);
    }

    private Path script(String name, String body) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
