package dev.tercet.cli;

import dev.tercet.cli.auth.AuthCommand;
import dev.tercet.cli.auth.RoleCommand;
import dev.tercet.cli.auth.UserCommand;
import dev.tercet.cli.bench.BenchCommand;
import dev.tercet.cli.check.CheckCommand;
import dev.tercet.cli.cluster.AlarmCommand;
import dev.tercet.cli.cluster.DefragCommand;
import dev.tercet.cli.cluster.DowngradeCommand;
import dev.tercet.cli.cluster.EndpointCommand;
import dev.tercet.cli.cluster.MemberCommand;
import dev.tercet.cli.cluster.MoveLeaderCommand;
import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.doctor.DoctorCommand;
import dev.tercet.cli.edit.EditCommand;
import dev.tercet.cli.keys.CompactionCommand;
import dev.tercet.cli.keys.DelCommand;
import dev.tercet.cli.keys.GetCommand;
import dev.tercet.cli.keys.PutCommand;
import dev.tercet.cli.keys.TxnCommand;
import dev.tercet.cli.keys.WatchCommand;
import dev.tercet.cli.lease.LeaseCommand;
import dev.tercet.cli.lock.ElectCommand;
import dev.tercet.cli.lock.LockCommand;
import dev.tercet.cli.look.DiffCommand;
import dev.tercet.cli.look.DuCommand;
import dev.tercet.cli.look.FindCommand;
import dev.tercet.cli.look.HistoryCommand;
import dev.tercet.cli.look.RestoreCommand;
import dev.tercet.cli.look.TopCommand;
import dev.tercet.cli.look.TreeCommand;
import dev.tercet.cli.manual.CompletionCommand;
import dev.tercet.cli.manual.ManCommand;
import dev.tercet.cli.mirror.MirrorCommand;
import dev.tercet.cli.profile.ProfilesCommand;
import dev.tercet.cli.shell.ShellCommand;
import dev.tercet.cli.snapshot.SnapshotCommand;
import dev.tercet.cli.transfer.ExportCommand;
import dev.tercet.cli.transfer.ImportCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * The commands, and which of them a command line needs. picocli looks through every class that it is given, field by field, which is most
 * of the time that a short command takes: so it is given one class if the line names one, and all of them only where all are wanted: for
 * help, for an abbreviation, for a word that is none.
 */
final class Commands {
    /** In the order of the help. The names are those of the commands' own annotations. */
    private static final List<Named> ALL = List.of(
            new Named("get", GetCommand.class),
            new Named("put", PutCommand.class),
            new Named("del", DelCommand.class),
            new Named("txn", TxnCommand.class),
            new Named("watch", WatchCommand.class),
            new Named("compaction", CompactionCommand.class),
            new Named("lease", LeaseCommand.class),
            new Named("lock", LockCommand.class),
            new Named("elect", ElectCommand.class),
            new Named("auth", AuthCommand.class),
            new Named("user", UserCommand.class),
            new Named("role", RoleCommand.class),
            new Named("export", ExportCommand.class),
            new Named("import", ImportCommand.class),
            new Named("diff", DiffCommand.class),
            new Named("history", HistoryCommand.class),
            new Named("restore", RestoreCommand.class),
            new Named("find", FindCommand.class),
            new Named("tree", TreeCommand.class),
            new Named("du", DuCommand.class),
            new Named("top", TopCommand.class),
            new Named("edit", EditCommand.class),
            new Named("mirror", MirrorCommand.class),
            new Named("member", MemberCommand.class),
            new Named("endpoint", EndpointCommand.class),
            new Named("alarm", AlarmCommand.class),
            new Named("defrag", DefragCommand.class),
            new Named("snapshot", SnapshotCommand.class),
            new Named("move-leader", MoveLeaderCommand.class),
            new Named("downgrade", DowngradeCommand.class),
            new Named("doctor", DoctorCommand.class),
            new Named("check", CheckCommand.class),
            new Named("bench", BenchCommand.class),
            new Named("shell", ShellCommand.class),
            new Named("profiles", ProfilesCommand.class),
            new Named("completion", CompletionCommand.class),
            new Named("man", ManCommand.class),
            new Named("tour", TourCommand.class),
            new Named("embedded", EmbeddedCommand.class),
            new Named("migrate-v2", MigrateV2Command.class),
            new Named("version", VersionCommand.class),
            new Named("help", HelpCommand.class));

    /** Those that speak of all others. */
    private static final Set<String> ABOUT_ALL = Set.of("help", "completion", "man", "shell");

    private Commands() {}

    /** Every one, in order. */
    static List<Named> all() {
        return ALL;
    }

    /** Adds those to the top that these words need. */
    static void add(CommandLine top, IFactory factory, String... words) {
        Optional<Named> one = named(words);
        for (Named each : one.map(List::of).orElse(ALL)) {
            top.addSubcommand(each.name(), new CommandLine(each.type(), factory));
        }
    }

    /** The command of this name. */
    static Optional<Named> of(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The one command that is named, if it is, and in full, and if it can do without the others. */
    static Optional<Named> named(String... words) {
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (!word.startsWith("-")) {
                return ABOUT_ALL.contains(word) ? Optional.empty() : of(word);
            }
            if (takesNext(word)) {
                i++;
            }
        }
        return Optional.empty();
    }

    private static boolean takesNext(String option) {
        return Arrays.stream(Setting.values())
                .anyMatch(setting -> !setting.isFlag() && setting.names().contains(option));
    }

    /** A command under its name. */
    record Named(String name, Class<?> type) {}
}
