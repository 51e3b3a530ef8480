package dev.tercet.cli.keys;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.GoText;
import dev.tercet.cli.run.Interrupts;
import dev.tercet.watch.WatchEvent;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs a command for an event, which it finds in its environment, quoted as etcdctl does it. */
final class WatchAction {
    /** A program that a signal ended has a code above. */
    private static final int SIGNALLED = 128;

    /** How much later than its command the watch may hear of the same Ctrl-C. */
    private static final Duration SOON = Duration.ofMillis(200);

    private WatchAction() {}

    static void run(Interrupts interrupts, List<String> command, long revision, WatchEvent event) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        environment.put("ETCD_WATCH_REVISION", Long.toString(revision));
        environment.put("ETCD_WATCH_EVENT_TYPE", '"' + event.type().name() + '"');
        environment.put("ETCD_WATCH_KEY", GoText.quoted(event.key()));
        environment.put("ETCD_WATCH_VALUE", GoText.quoted(event.value()));
        try {
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                int code = process.waitFor();
                if (code != 0 && !isOfOurEnd(code, interrupts)) {
                    throw CommandException.failed("command " + command + " ended with exit code " + code);
                }
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
                throw new CommandException(Exit.INTERRUPTED, "interrupted while command " + command + " ran", e);
            }
        } catch (IOException e) {
            throw new CommandException(Exit.FAILED, "cannot run " + command + ": " + e.getMessage(), e);
        }
    }

    /** Ctrl-C at a terminal reaches the command as well as us: then it has not failed, and nor have we. */
    private static boolean isOfOurEnd(int code, Interrupts interrupts) {
        return interrupts.isInterrupted() || (code > SIGNALLED && interrupts.isTakenOver() && interrupts.pause(SOON));
    }
}
