package dev.tercet.cli.keys;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.GoText;
import dev.tercet.watch.WatchEvent;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Map;

/** Runs a command for an event, which it finds in its environment, quoted as etcdctl does it. */
final class WatchAction {
    private WatchAction() {}

    static void run(List<String> command, long revision, WatchEvent event) {
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
                if (code != 0) {
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
}
