package dev.tercet.cli.keys;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Put;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tercet put}. */
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        description = {"Writes a key.", ""})
public final class PutCommand implements Runnable {
    private final Cli cli;

    @Mixin
    private PutOptions options = new PutOptions();

    PutCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.cannotShow(Format.TABLE);
        Put put = options.put(this::input);
        cli.show(new PutReport(cli.etcd().kv().put(put), put.returnsPrevious()));
    }

    private Bytes input() {
        try {
            return Bytes.wrap(cli.in().readAllBytes());
        } catch (IOException e) {
            throw CommandException.unreadable("standard input", e);
        }
    }
}
