package dev.tercet.cli;

import dev.tercet.EtcdClient;
import dev.tercet.cli.connect.DurationConverter;
import dev.tercet.cli.connect.OtherCluster;
import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.connect.SourceOptions;
import dev.tercet.cli.run.Cli;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.migrate.MigrationReport;
import dev.tercet.v2.migrate.V2Migration;
import dev.tercet.v2.migrate.VerificationReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tercet migrate-v2}. */
@Command(
        name = "migrate-v2",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Copies the keys of etcd's v2 API into the v3 store, where the same API over v3 finds them.",
            "",
            "It copies values, directories and empty ones, what is left of times to live, and the order of keys in order. It"
                    + " does not copy indexes, users and roles. Hidden keys, those with a name or a directory that begins"
                    + " with an underscore, are copied only when --hidden names them, since no server lists them.",
            "",
            "Nothing is written if the target has other keys in the way, unless --replace. It can be repeated: what is there"
                    + " already is left alone. Without --prefix everything is copied.",
            "",
            "First look:     tercet migrate-v2 --from http://old:2379 --to http://new:2379 --dry-run",
            "Then copy:      tercet migrate-v2 --from http://old:2379 --to http://new:2379 --verify",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all went well, and with --verify both sides are the same",
            "1:something failed",
            "2:wrong usage",
            "3:something in the target is in the way, or --verify found differences",
            "4:the source changed while it was copied: run it again"
        })
final class MigrateV2Command implements Callable<Integer> {
    private static final int DIFFERENT = 3;
    private static final int OUT_OF_DATE = 4;
    private static final int STEPS = 10;
    private static final Duration WRITING = Duration.ofSeconds(10);

    private final Cli cli;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            split = ",",
            description = "Whose v3 store to write: host:port or a URL, several with commas; gateway+http:// and"
                    + " gateway+https:// use etcd's JSON gateway.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private List<String> endpoints;

    @Mixin
    private OtherCluster target = new OtherCluster("--to-", Setting.NAMESPACE);

    @Option(names = "--prefix", paramLabel = "PATH", defaultValue = "/", description = "What to copy. Default: /.")
    private String prefix = "/";

    @Option(names = "--to-prefix", paramLabel = "PATH", description = "Where to put it. Default: where it was.")
    private @Nullable String targetPrefix;

    @Option(
            names = "--hidden",
            paramLabel = "PATH",
            split = ",",
            description =
                    "Copy this hidden key or directory too, such as /_locks. Several with commas, or several times.")
    private List<String> hidden = List.of();

    @Option(names = "--dry-run", description = "Say what would be done, and write nothing.")
    private boolean dryRun;

    @Option(names = "--replace", description = "Replace keys of the target that have another value or time to live.")
    private boolean replace;

    @Option(
            names = "--verify",
            description = "Read both sides afterwards, and say every difference. With --dry-run, of both as they are.")
    private boolean verify;

    @Option(
            names = "--ttl-tolerance",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How far times to live may be apart to be the same. Default: 5s.")
    private @Nullable Duration tolerance;

    @Option(
            names = "--command-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "The deadline of each call, such as 500ms or 1m30s. Default: 1m for reading, 10s for writing.")
    private @Nullable Duration timeout;

    private long step;

    MigrateV2Command(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        try (EtcdV2Client from = source.connect(cli.settings(), timeout);
                EtcdClient to = target.connect(cli.settings(), endpoints, timeout == null ? WRITING : timeout)) {
            V2Migration migration = migration(from, to);
            return dryRun ? look(migration) : copy(migration);
        }
    }

    private V2Migration migration(EtcdV2Client from, EtcdClient to) {
        V2Migration migration = V2Migration.of(from, to).withPrefix(prefix).withHidden(hidden.toArray(new String[0]));
        if (targetPrefix != null) {
            migration = migration.withTargetPrefix(targetPrefix);
        }
        if (tolerance != null) {
            migration = migration.withTtlTolerance(tolerance);
        }
        return (replace ? migration.replacing() : migration).listening(this::progress);
    }

    private int look(V2Migration migration) {
        MigrationReport plan = checked(migration::plan);
        say(plan);
        boolean same = !verify || isSame(migration);
        return plan.isComplete() && same ? ExitCode.OK : DIFFERENT;
    }

    private int copy(V2Migration migration) {
        MigrationReport report = checked(migration::run);
        say(report);
        if (!report.isComplete() || (verify && !isSame(migration))) {
            return DIFFERENT;
        }
        return report.isCurrent() ? ExitCode.OK : OUT_OF_DATE;
    }

    private boolean isSame(V2Migration migration) {
        VerificationReport verification = migration.verify();
        say(verification);
        return verification.isSame();
    }

    /** Paths that do not fit together are found by the migration itself, before it does anything. */
    private MigrationReport checked(Supplier<MigrationReport> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void progress(long written, long all) {
        long now = all == 0 ? 0 : written * STEPS / all;
        // Those who copy little see no progress, and those who copy much see ten lines of it.
        if (now > step && written < all) {
            step = now;
            PrintWriter err = spec.commandLine().getErr();
            err.println(written + " of " + all + " keys written");
            err.flush();
        }
    }

    private void say(Object report) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(report);
        out.flush();
    }
}
