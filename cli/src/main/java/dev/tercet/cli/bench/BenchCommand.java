package dev.tercet.cli.bench;

import dev.tercet.AsyncEtcdClient;
import dev.tercet.EtcdClient;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Waiting;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tercet bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how fast a cluster answers, from here.",
            "",
            "It writes below a prefix of its own, which it empties in the end. Calls that fail are counted, never sent"
                    + " again, and have no part in the times.",
            ""
        })
public final class BenchCommand implements Callable<Integer> {
    /** How many are written at a time before reading is measured. */
    private static final int AHEAD = 64;

    private final Cli cli;

    @Parameters(
            paramLabel = "WORK",
            completionCandidates = Work.Names.class,
            description = "What to do: " + Work.NAMES + ".")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String name;

    @Mixin
    private BenchOptions options = new BenchOptions();

    BenchCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        cli.cannotShow(Format.FIELDS, Format.TABLE);
        Work.check(name);
        options.check();
        List<EtcdClient> further = new ArrayList<>();
        try {
            List<AsyncEtcdClient> clients = clients(further);
            Load.Result result = measured(clients);
            if (cli.interrupts().isInterrupted()) {
                return Exit.INTERRUPTED.code();
            }
            return (result.tally().failed() == 0 ? Exit.OK : Exit.FAILED).code();
        } finally {
            further.forEach(EtcdClient::close);
        }
    }

    private List<AsyncEtcdClient> clients(List<EtcdClient> further) {
        if (options.connections() > 1 && cli.settings().isEmbedded()) {
            throw CommandException.wrongUsage("--embedded has no connections: leave --conns away.");
        }
        List<AsyncEtcdClient> clients = new ArrayList<>();
        clients.add(cli.etcd().async());
        while (clients.size() < options.connections()) {
            EtcdClient one = cli.another();
            further.add(one);
            clients.add(one.async());
        }
        return clients;
    }

    private Load.Result measured(List<AsyncEtcdClient> clients) {
        var kv = cli.etcd().kv();
        long others = kv.get(Get.prefix(options.prefix()).countOnly()).count();
        if (others > 0) {
            throw CommandException.failed("there are " + others + " keys with the prefix '"
                    + options.prefix().utf8() + "', which would be deleted: say another.");
        }
        try (Work work = prepared(clients)) {
            // From here on Ctrl-C stops it, and it still tells what was measured, and cleans up.
            Load.Result result = Load.run(work, options, cli.interrupts().takeOver());
            // Before it is cleaned up, which may fail if the server has failed.
            cli.show(new BenchReport(name, options.total(), result));
            return result;
        } finally {
            kv.delete(Delete.prefix(options.prefix()));
        }
    }

    private Work prepared(List<AsyncEtcdClient> clients) {
        if (Work.reads(name)) {
            var value = options.value();
            for (long from = 0; from < options.space(); from += AHEAD) {
                var puts = LongStream.range(from, Math.min(from + AHEAD, options.space()))
                        .mapToObj(each -> clients.get(0).kv().put(options.key(each), value))
                        .toList();
                puts.forEach(Waiting::on);
            }
        }
        return Work.of(name, options, clients);
    }
}
