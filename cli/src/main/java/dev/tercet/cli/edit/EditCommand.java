package dev.tercet.cli.edit;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Children;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tercet edit}. */
@Command(
        name = "edit",
        mixinStandardHelpOptions = true,
        description = {
            "Opens a value in your editor ($VISUAL, else $EDITOR, else vi), and writes it back when that ends.",
            "",
            "Nothing is written if the value is what it was, if the editor ends with an error, or if somebody changed the key"
                    + " meanwhile. In the last two cases the file stays if you changed it, and it says where. A key that is not"
                    + " there is made. The lease stays.",
            "",
            "A value of text that does not end with the end of a line gets one in the file, since editors want one, and loses it"
                    + " again. One that ends with it keeps it.",
            ""
        })
public final class EditCommand implements Runnable {
    private final Cli cli;

    @Parameters(paramLabel = "KEY", description = "The key.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String key;

    EditCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        if (key.isEmpty()) {
            throw CommandException.wrongUsage("the key is empty: etcd has no such key.");
        }
        Bytes name = Bytes.of(key);
        Optional<KeyValue> before = cli.etcd().kv().get(name);
        Bytes value = before.map(KeyValue::value).orElse(Bytes.EMPTY);
        EditFile file = EditFile.of(name, value);
        Bytes edited = edit(file, value);
        if (edited.equals(value)) {
            file.delete();
            cli.err().line("unchanged: nothing was written");
            return;
        }
        TxnResult result = write(name, before, edited, file);
        if (!result.succeeded()) {
            throw CommandException.failed(
                    name + " was changed by somebody else meanwhile: nothing was written. What you wrote is" + " in "
                            + file.path() + ".");
        }
        file.delete();
        cli.err().line((before.isPresent() ? "written" : "made") + " at revision " + result.revision());
    }

    private Bytes edit(EditFile file, Bytes value) {
        // What is printed comes before the editor takes the screen.
        cli.out().flush();
        cli.err().flush();
        int code = wait(file);
        Bytes edited = file.read();
        if (code == 0) {
            return edited;
        }
        boolean changed = !edited.equals(value);
        if (!changed) {
            file.delete();
        }
        throw new CommandException(
                Exit.FAILED,
                "the editor ended with exit code " + code + ": nothing was written."
                        + (changed ? " What you wrote is in " + file.path() + "." : ""));
    }

    private int wait(EditFile file) {
        CompletableFuture<String> told = cli.interrupts().takeOver();
        // Ctrl-C is the editor's while that is open.
        Process editor = cli.interrupts().lend(() -> open(file), true);
        try {
            CompletableFuture<Process> closed = editor.onExit();
            CompletableFuture.anyOf(closed, told).get();
            if (closed.isDone()) {
                return editor.exitValue();
            }
            throw ended(editor, file, "ended by SIG" + told.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ended(editor, file, "interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            cli.interrupts().takeBack();
        }
    }

    /** The file stays: an editor that is told to end leaves beside it what was not yet written. */
    private static CommandException ended(Process editor, EditFile file, String why) {
        Children.end(editor);
        return new CommandException(
                Exit.INTERRUPTED,
                why + " while the editor was open: nothing was written. What you edited is in " + file.path() + ".");
    }

    private Process open(EditFile file) {
        try {
            return Editor.of(cli.environment()).open(file.path());
        } catch (CommandException e) {
            file.delete();
            throw e;
        }
    }

    private TxnResult write(Bytes name, Optional<KeyValue> before, Bytes edited, EditFile file) {
        Compare same = before.map(kv -> Compare.modRevision(name).equalTo(kv.modRevision()))
                .orElseGet(() -> Compare.missing(name));
        Put put = Put.of(name, edited);
        try {
            return cli.etcd().kv().txn(Txn.when(same).then(before.isPresent() ? put.keepingLease() : put));
        } catch (RuntimeException e) {
            cli.err().line("What you wrote is in " + file.path() + ".");
            throw e;
        }
    }
}
