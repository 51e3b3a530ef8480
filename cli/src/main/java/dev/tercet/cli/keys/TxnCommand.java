package dev.tercet.cli.keys;

import dev.tercet.cli.output.Format;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Txn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tercet txn}. */
@Command(
        name = "txn",
        mixinStandardHelpOptions = true,
        description = {
            "Reads a transaction from standard input and runs it: compares, the requests to make if all of them hold, and those to make if"
                    + " not; a line each, and an empty line after each of the three parts.",
            "",
            "A compare is TARGET(\"key\") OP \"value\": TARGET is ver, c(reate), m(od), val(ue) or lease (in hexadecimal), OP is =, !=, < or"
                    + " >. A request is a line of put, get or del with their options. Words in double quotes have Go's escapes, such as"
                    + " \\n and \\xff; in single quotes they stand as they are.",
            "",
            "  mod(\"config\") = \"7\"",
            "",
            "  put config \"new value\" --prev-kv",
            "",
            "  get config",
            "",
            ""
        })
public final class TxnCommand implements Runnable {
    private final Cli cli;

    @Option(
            names = {"-i", "--interactive"},
            description = "Say which part is awaited.")
    private boolean interactive;

    TxnCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.cannotShow(Format.TABLE);
        cli.cannotShowRows();
        Txn txn = new TxnLines(cli.in(), this::prompt).read();
        cli.show(new TxnReport(cli.etcd().kv().txn(txn)));
    }

    private void prompt(String part) {
        if (interactive) {
            cli.out().line(part).flush();
        }
    }
}
