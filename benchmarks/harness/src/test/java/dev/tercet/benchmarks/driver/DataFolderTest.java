package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DataFolderTest {
    @Test
    void theTitleHasTheKindOfFileSystem() {
        Path path = Path.of("data");

        assertThat(new DataFolder(path, true, "ext4").title()).isEqualTo("data on disk (ext4), with fsync");
        assertThat(new DataFolder(path, false, "tmpfs").title()).isEqualTo("data in memory (tmpfs), without fsync");
        assertThat(new DataFolder(path, false, "ext4").title()).isEqualTo("data on disk (ext4), without fsync");
    }

    @Test
    void memoryDoesNotPassForADisk() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeThat(memory).exists();
        assumeThat(Files.getFileStore(memory).type()).isEqualTo("tmpfs");

        assertThatThrownBy(() -> DataFolder.onDisk(memory))
                .isInstanceOf(NoDiskException.class)
                .hasMessageContaining("/dev/shm is on tmpfs");
    }

    @Test
    void nothingOfItIsLeft() throws IOException {
        DataFolder data = DataFolder.inMemory();
        assertThat(data.path()).isEmptyDirectory();
        Files.writeString(Files.createDirectories(data.path().resolve("member")).resolve("wal"), "x");

        data.delete();

        assertThat(data.path()).doesNotExist();
    }
}
