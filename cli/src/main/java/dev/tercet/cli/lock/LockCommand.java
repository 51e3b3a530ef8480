package dev.tercet.cli.lock;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.error.Telling;
import dev.tercet.cli.keys.GetReport;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.Lock;
import dev.tercet.recipes.lock.LockLoss;
import dev.tercet.recipes.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code tercet lock}. Its keys are those of Go's {@code concurrency.Mutex}, and thus of {@code etcdctl lock}, so that they exclude each
 * other.
 */
@Command(
        name = "lock",
        mixinStandardHelpOptions = true,
        customSynopsis = "tercet lock [OPTIONS] NAME [[--] COMMAND [ARGUMENT...]]",
        description = {
            "Waits for a lock, and holds it until Ctrl-C, or while a command runs.",
            "",
            "The command has ETCD_LOCK_KEY, ETCD_LOCK_REV (the revision at which the lock was had) and"
                    + " ETCD_LOCK_TOKEN (the fencing token) in its environment; its exit code is that of this one. If"
                    + " the lock is lost meanwhile the command is ended.",
            ""
        })
public final class LockCommand implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "NAME", description = "What the lock is called.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String name;

    @Parameters(
            index = "1..*",
            paramLabel = "COMMAND",
            description = "What to run while it is held. Put -- before it if it has options of its own.")
    private List<String> command = List.of();

    @Option(
            names = "--ttl",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long the lock outlives this program if that is cut off. Default: ${DEFAULT-VALUE}.")
    private long ttl;

    @Option(
            names = "--token",
            description = "Print the fencing token too, in a line after the key: a number that is"
                    + " greater with every holder. Without a COMMAND, which has it in ETCD_LOCK_TOKEN.")
    private boolean token;

    @Mixin
    private HoldOptions options = new HoldOptions();

    LockCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        if (name.isEmpty()) {
            throw CommandException.wrongUsage("the name is empty.");
        }
        if (token && (cli.format() != Format.SIMPLE || !command.isEmpty())) {
            throw CommandException.wrongUsage("--token goes with -w simple and without a command: other formats show it"
                    + " as the key's create_revision, a command has it in ETCD_LOCK_TOKEN.");
        }
        cli.cannotShow(Format.TABLE);
        // From here on a signal is ours, or a lock just granted would outlive us.
        cli.interrupts().takeOver();
        Session session = Recipes.of(cli.etcd()).openSession(HoldOptions.ttl(ttl));
        Ending ending = new Ending(cli, session, "lock \"" + name + "\"");
        try {
            HeldLock held = acquire(session.lock(name));
            GetResult key = cli.etcd().kv().get(Get.of(held.key()));
            return ending.of(command.isEmpty() ? hold(held, key) : new LockedProcess(cli, held, key).run(command));
        } catch (RuntimeException e) {
            ending.of(Exit.FAILED.code());
            throw e;
        }
    }

    private HeldLock acquire(Lock lock) {
        String what = "lock \"" + name + "\"";
        if (options.isPatient()) {
            return cli.interrupts().await(lock.acquireAsync(), what);
        }
        return cli.interrupts()
                .await(lock.tryAcquireAsync(options.timeout()), what)
                .orElseThrow(() -> options.late(what + ": not had", holder(lock)));
    }

    private static String holder(Lock lock) {
        return lock.owners().stream()
                .findFirst()
                .map(owner -> owner.key() + " has it.")
                .orElse("somebody else had it until now.");
    }

    private int hold(HeldLock held, GetResult key) {
        CompletableFuture<LockLoss> lost = held.lost();
        cli.show(new GetReport(key, GetReport.Shown.ALL));
        if (token) {
            cli.out().line(Long.toString(held.fencingToken()));
        }
        cli.out().flush();
        CompletableFuture.anyOf(lost, cli.interrupts().takeOver()).join();
        if (lost.isDone()) {
            throw CommandException.failed(lossOf(name, lost.join()));
        }
        return Exit.OK.code();
    }

    static String lossOf(String name, LockLoss loss) {
        return "lock \"" + name + "\" is lost: " + Telling.of(loss.message());
    }
}
