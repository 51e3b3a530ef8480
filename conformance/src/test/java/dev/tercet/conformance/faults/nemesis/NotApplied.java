package dev.tercet.conformance.faults.nemesis;

import dev.tercet.testkit.etcd.CommandResult;
import java.util.List;

/** A fault that could not be brought about just now, which is nobody's mistake. Nothing is left of the attempt. */
public final class NotApplied extends Exception {
    private static final long serialVersionUID = 1;

    /** What etcdctl said last, which is why. */
    static void unlessDone(CommandResult result) throws NotApplied {
        if (result.exitCode() != 0) {
            List<String> lines = result.stderr().strip().lines().toList();
            throw new NotApplied(lines.isEmpty() ? "exit code " + result.exitCode() : lines.get(lines.size() - 1));
        }
    }

    /** Says why. */
    public NotApplied(String why) {
        super(why);
    }
}
