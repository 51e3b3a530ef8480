package dev.tercet.cli.lock;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.keys.GetReport;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Reports;
import dev.tercet.cli.run.Waiting;
import dev.tercet.election.Leader;
import dev.tercet.election.Observation;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.election.Election;
import dev.tercet.recipes.election.Leadership;
import dev.tercet.recipes.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code tercet elect}. Its keys are those of Go's {@code concurrency.Election}, and thus of {@code etcdctl elect}, so that they stand in
 * the same elections.
 */
@Command(
        name = "elect",
        mixinStandardHelpOptions = true,
        description = {"Stands in an election and leads until Ctrl-C, or tells who leads.", ""})
public final class ElectCommand implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "NAME", description = "What the election is called.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "PROPOSAL", description = "What to proclaim as the leader.")
    private @Nullable String proposal;

    @Option(
            names = {"-l", "--listen"},
            description = "Do not stand: tell every leader and every proclamation.")
    private boolean listen;

    @Option(
            names = "--ttl",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long a leadership outlives this program if that is cut off. Default: ${DEFAULT-VALUE}.")
    private long ttl;

    @Mixin
    private HoldOptions options = new HoldOptions();

    ElectCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        if (name.isEmpty()) {
            throw CommandException.wrongUsage("the name is empty.");
        }
        if (listen == (proposal != null)) {
            throw CommandException.wrongUsage("give either a PROPOSAL, to stand, or -l, to listen.");
        }
        cli.cannotShow(Format.TABLE);
        cli.interrupts().takeOver();
        return proposal == null ? listen() : stand(Bytes.of(proposal));
    }

    private int stand(Bytes value) {
        Session session = Recipes.of(cli.etcd()).openSession(HoldOptions.ttl(ttl));
        Ending ending = new Ending(cli, session, "election \"" + name + "\"");
        try {
            lead(elected(session.election(name), value));
            return ending.of(Exit.OK.code());
        } catch (RuntimeException e) {
            ending.of(Exit.FAILED.code());
            throw e;
        }
    }

    private void lead(Leadership leadership) {
        CompletableFuture<EtcdException> lost = leadership.lost();
        cli.show(new GetReport(cli.etcd().kv().get(Get.of(leadership.key())), GetReport.Shown.ALL));
        cli.out().flush();
        CompletableFuture.anyOf(lost, cli.interrupts().takeOver()).join();
        if (lost.isDone()) {
            throw CommandException.failed("election \"" + name + "\": the leadership is lost: "
                    + lost.join().getMessage());
        }
    }

    private Leadership elected(Election election, Bytes value) {
        String what = "election \"" + name + "\"";
        if (options.isPatient()) {
            return cli.interrupts().await(election.campaignAsync(value), what);
        }
        try {
            return cli.interrupts().await(election.campaignAsync(value, options.timeout()), what);
        } catch (EtcdTimeoutException e) {
            // Who leads is asked for also to tell others that lead from servers that do not answer.
            String who =
                    election.leader().map(leader -> leader.key() + " leads.").orElse("somebody else led until now.");
            throw options.late(what + ": not elected", who);
        }
    }

    private int listen() {
        try (Reports reports = cli.reports();
                Observation watched = cli.etcd().elections().observe(name, leader -> tell(leader, reports))) {
            Waiting.on(CompletableFuture.anyOf(watched.ended(), cli.interrupts().takeOver()));
            return Exit.OK.code();
        } catch (EtcdException e) {
            // What could not be shown comes back as the watch's failure.
            throw e.getCause() instanceof CommandException said ? said : e;
        }
    }

    private static void tell(Leader leader, Reports reports) {
        GetResult told = new GetResult(leader.header(), List.of(leader.kv()), false, 0);
        reports.show(new GetReport(told, GetReport.Shown.ALL));
    }
}
