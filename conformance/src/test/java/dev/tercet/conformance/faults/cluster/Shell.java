package dev.tercet.conformance.faults.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs short commands. */
final class Shell {
    private Shell() {}

    /**
     * What {@code command} said, both to standard output and standard error.
     *
     * @throws IllegalStateException with all it said, if it cannot be run or fails
     */
    static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(List.of(command) + " exited with " + code + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new IllegalStateException("cannot run " + List.of(command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + List.of(command), e);
        }
    }

    /** Runs it, whatever comes of it: for what is undone and may not be there. */
    static void attempt(String... command) {
        try {
            run(command);
        } catch (IllegalStateException e) {
            // It was not there, which is what was wanted.
        }
    }
}
