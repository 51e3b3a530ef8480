package dev.tercet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowProfileTest {
    @TempDir
    private Path folder;

    private static volatile Object last = new Object();

    @Test
    void whatIsAllocatedInTheLastWindowIsToldAndNothingElse() throws Exception {
        Path file = folder.resolve("it.jfr");
        try (WindowProfile profile = WindowProfile.into(file)) {
            before();
            Meter toCompare = Meter.start(0);
            before();
            toCompare.stop(1);
            before();
            Meter meter = Meter.start(0);
            within();
            meter.stop(1);
            before();
            profile.keep();
        }

        assertThat(methods(file)).contains("within").doesNotContain("before");
    }

    @Test
    void turnsAddUpInOneFile() throws Exception {
        Path file = folder.resolve("it.jfr");
        for (int turn = 1; turn <= 2; turn++) {
            try (WindowProfile profile = WindowProfile.into(file)) {
                Meter meter = Meter.start(0);
                if (turn == 1) {
                    within();
                } else {
                    before();
                }
                meter.stop(1);
                profile.keep();
            }
        }

        assertThat(methods(file)).contains("within", "before");
    }

    @Test
    void aTurnThatFailedLeavesNothing() throws Exception {
        Path file = folder.resolve("it.jfr");
        try (WindowProfile profile = WindowProfile.into(file)) {
            assertThat(profile).isNotNull();
            Meter.start(0).stop(1);
        }
        Meter.start(0).stop(1);

        assertThat(file).doesNotExist();
    }

    private static void before() {
        allocate();
    }

    private static void within() {
        allocate();
    }

    /** More than fits into what a thread has for itself, so that samples are certain. */
    private static void allocate() {
        for (int i = 0; i < 20; i++) {
            last = new byte[4 << 20];
        }
    }

    private static Set<String> methods(Path file) throws Exception {
        assertThat(Files.size(file)).isPositive();
        Set<String> methods = new HashSet<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().startsWith("jdk.ObjectAllocation") && event.getStackTrace() != null) {
                event.getStackTrace()
                        .getFrames()
                        .forEach(frame -> methods.add(frame.getMethod().getName()));
            }
        }
        return methods;
    }
}
