package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
    private static final Row ROW = new Row(Work.PUT_ASYNC, 64);

    @TempDir
    private Path folder;

    private static volatile Object last = new Object();

    private Recordings start() throws Exception {
        return Recordings.start(folder.resolve("new"), "stub", List.of(ROW), List.of(Contender.TERCET));
    }

    @Test
    void nothingIsLeftOfAnEarlierRun() throws Exception {
        Path file = start().file(ROW, Contender.TERCET);
        assertThat(file).hasFileName("stub-put-64-tercet.jfr");
        Files.writeString(file, "old");
        Path another = Files.writeString(file.resolveSibling("another.jfr"), "kept");

        assertThat(start().profile(ROW, Contender.TERCET)).isEmpty();
        assertThat(another).exists();
    }

    @Test
    void aFolderThatCannotBeIsTold() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> Recordings.make(file))
                .isInstanceOf(CannotBeginException.class)
                .hasMessageContaining(file.toString());
        Recordings.make(folder);
    }

    @Test
    void bytesAreWhoseCodeAllocatedThem() throws Exception {
        Recordings recordings = start();
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ObjectAllocationInNewTLAB").withStackTrace();
            recording.enable("jdk.ObjectAllocationOutsideTLAB").withStackTrace();
            recording.start();
            for (int i = 0; i < 20; i++) {
                last = new byte[4 << 20];
            }
            recording.stop();
            recording.dump(recordings.file(ROW, Contender.TERCET));
        }

        Shares bytes = recordings.profile(ROW, Contender.TERCET).orElseThrow().bytes();
        assertThat(bytes.total()).isGreaterThan(20 * (4 << 20) - 1);
        assertThat(bytes.of(Layer.HARNESS)).as("this test is of its packages").isGreaterThan(0.5);
    }
}
