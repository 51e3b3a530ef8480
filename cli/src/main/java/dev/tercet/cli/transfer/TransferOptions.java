package dev.tercet.cli.transfer;

import dev.tercet.EtcdClient;
import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.run.Cli;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What export and import both ask: where, and how keys and values stand in the file. */
final class TransferOptions {
    @Option(
            names = {"-a", "--address"},
            paramLabel = "URL",
            description =
                    "Where etcd listens, with the port: the same as --endpoints. Default: what the environment or a profile"
                            + " says, else http://localhost:2379.")
    private @Nullable String address;

    @Mixin
    private FileTypes types = new FileTypes();

    /** How keys and values stand in a file of this format. */
    Types types(FileFormat format) {
        return types.of(format);
    }

    /** The client of what was named; the command line closes it. */
    EtcdClient etcd(Cli cli) {
        if (address != null) {
            if (cli.given().get(Setting.ENDPOINTS) != null) {
                throw CommandException.wrongUsage("--address and --endpoints say the same: give one of them.");
            }
            cli.given().put(Setting.ENDPOINTS, address);
        }
        return cli.etcd();
    }
}
