package dev.tercet.conformance.faults.load;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/** Processes that do nothing but take the processors from others. They end with this, and soon after this JVM if that is killed. */
final class Spinners implements AutoCloseable {
    private static final String SPIN =
            "while kill -0 \"$0\" 2>/dev/null; do i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; done";

    private final List<Process> processes = new ArrayList<>();

    /** Starts so many for each processor. */
    static Spinners start(int perProcessor) throws IOException {
        Spinners spinners = new Spinners();
        int count = perProcessor * Runtime.getRuntime().availableProcessors();
        String parent = Long.toString(ProcessHandle.current().pid());
        try {
            for (int i = 0; i < count; i++) {
                spinners.processes.add(new ProcessBuilder("sh", "-c", SPIN, parent)
                        .redirectInput(Redirect.from(new File("/dev/null")))
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start());
            }
            return spinners;
        } catch (IOException e) {
            spinners.close();
            throw e;
        }
    }

    int count() {
        return processes.size();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
