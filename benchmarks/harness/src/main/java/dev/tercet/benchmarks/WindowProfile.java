package dev.tercet.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's flight recorder sees of a window, and of nothing before it and after it: {@link Meter} begins and ends the recording, so that
 * no load has to know. One at a time, as the process has one recorder; its lock is that of the class.
 *
 * <p>Some loads have a window to compare with before that of the row: the last one of a turn counts. Closing leaves no recording behind, so
 * that a turn that failed adds nothing to the file.
 */
final class WindowProfile implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(1);

    private static @Nullable WindowProfile current;

    private final Path file;
    private @Nullable Recording recording;

    private WindowProfile(Path file) {
        this.file = file;
    }

    /** Has the next windows recorded, for this file. */
    static synchronized WindowProfile into(Path file) {
        // The first recording of a process takes its time, and none of it is to be taken from a window.
        recorder().close();
        WindowProfile profile = new WindowProfile(file);
        current = profile;
        return profile;
    }

    /** A window begins. */
    static synchronized void begin() {
        if (current != null) {
            current.drop();
            current.recording = recorder();
        }
    }

    /** It ends. */
    static synchronized void end() {
        if (current != null && current.recording != null) {
            current.recording.stop();
        }
    }

    private static Recording recorder() {
        Recording recording = new Recording();
        recording.enable("jdk.ExecutionSample").withPeriod(PERIOD);
        // The same, so that a sample of either kind stands for as much time.
        recording.enable("jdk.NativeMethodSample").withPeriod(PERIOD);
        // Not jdk.ObjectAllocationSample: the first of each thread counts what it has allocated since the window
        // before.
        recording.enable("jdk.ObjectAllocationInNewTLAB").withStackTrace();
        recording.enable("jdk.ObjectAllocationOutsideTLAB").withStackTrace();
        recording.start();
        return recording;
    }

    /** Adds what was recorded to the file: recordings of one after another are one recording. */
    void keep() {
        synchronized (WindowProfile.class) {
            if (recording == null) {
                return;
            }
            try {
                Path turn = Files.createTempFile("window", ".jfr");
                try (OutputStream all =
                        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                    recording.dump(turn);
                    Files.copy(turn, all);
                } finally {
                    Files.delete(turn);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void drop() {
        if (recording != null) {
            recording.close();
            recording = null;
        }
    }

    @Override
    public void close() {
        synchronized (WindowProfile.class) {
            current = null;
            drop();
        }
    }
}
