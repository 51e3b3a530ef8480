package dev.tercet.cli.keys;

import dev.tercet.cli.output.Format;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Header;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tercet del}. */
@Command(
        name = "del",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes a key, or a range of keys, and says how many there were.",
            "",
            "With two keys it deletes all from the first up to, not including, the second, and warns of it unless --range says that this is"
                    + " meant. It does not wait then, as later versions of etcdctl do.",
            ""
        })
public final class DelCommand implements Runnable {
    private final Cli cli;

    @Mixin
    private DelOptions options = new DelOptions();

    DelCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.cannotShow(Format.TABLE);
        if (options.isOfNothing()) {
            // Such a range cannot be asked for. What is shown of the server is true all the same.
            Header header = cli.etcd().kv().get(options.look()).header();
            cli.show(new DelReport(new DeleteResult(header, 0, List.of()), options.isPrevious()));
            return;
        }
        Delete delete = options.delete();
        if (options.isDoubtful()) {
            cli.err()
                    .line("tercet: warning: this deletes all keys from "
                            + delete.range().key() + " up to, not including, "
                            + delete.range().end() + "; --range says that it is meant.")
                    .flush();
        }
        cli.show(new DelReport(cli.etcd().kv().delete(delete), delete.returnsPrevious()));
    }
}
