package dev.tercet.testkit.etcd;

/**
 * What a finished command left behind.
 *
 * @since 0.1
 */
public record CommandResult(int exitCode, String stdout, String stderr) {
    /**
     * Standard output of a command that must have succeeded.
     *
     * @throws IllegalStateException with everything the command said, if it exited with another code than 0
     */
    public String orThrow() {
        if (exitCode != 0) {
            throw new IllegalStateException("exit code " + exitCode + "\n" + stdout + stderr);
        }
        return stdout;
    }
}
