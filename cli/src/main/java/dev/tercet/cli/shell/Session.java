package dev.tercet.cli.shell;

import dev.tercet.EtcdClient;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.CommandLines;
import dev.tercet.cli.run.Streams;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Lines run one after another with one client. Threads: lines run in the caller's; {@link #interrupt} comes from another, and under the
 * lock, so that it never meets the line after the one that it was meant for.
 */
final class Session {
    private static final Set<String> OWN_NAME = Set.of("tercet", "etcdctl");

    private final Cli shell;
    private final CommandLines commands;
    private String below = "";
    private boolean left;
    private @Nullable Cli running;
    private @Nullable Thread runner;

    Session(Cli shell, CommandLines commands) {
        this.shell = shell;
        this.commands = commands;
    }

    /** Runs a line, and says what comes of it; returns its exit code. */
    int run(String line, Streams streams) {
        ShellWords words = ShellWords.of(line);
        if (words.all().isEmpty() || line.strip().startsWith("#")) {
            return Exit.OK.code();
        }
        if (words.open() != 0 || !words.wrong().isEmpty()) {
            String what = words.open() != 0 ? "a quote " + words.open() + " is not closed" : words.wrong();
            shell.err().line("tercet: " + what + ".").flush();
            return Exit.BAD_INPUT.code();
        }
        boolean named = words.all().size() > 1 && OWN_NAME.contains(words.all().get(0));
        return run(named ? words.all().subList(1, words.all().size()) : words.all(), streams);
    }

    private int run(List<String> words, Streams streams) {
        Cli line = shell.line(streams, below);
        begin(line);
        int code;
        try {
            String[] all = words.toArray(new String[0]);
            code = commands.execute(line, commands(line, all), all);
        } finally {
            end();
        }
        return line.interrupts().isInterrupted() ? Exit.INTERRUPTED.code() : code;
    }

    /** The commands, with those that only a shell has, and without the shell. */
    private CommandLine commands(Cli line, String... words) {
        CommandLine all = commands.of(line, words);
        all.getCommandSpec().removeSubcommand("shell");
        return all.addSubcommand(new UseCommand(this)).addSubcommand(new ExitCommand(this));
    }

    /** The commands for looking at. */
    CommandLine commands() {
        return commands(shell.line(shell.streams(), below));
    }

    /** The client with what lines put before their keys. */
    EtcdClient etcd() {
        return below.isEmpty() ? shell.etcd() : shell.etcd().withNamespace(below);
    }

    /** Puts this before every key from now on. */
    void use(String prefix) {
        below = prefix;
    }

    /** What is put before every key. */
    String below() {
        return below;
    }

    /** No line comes after this one. */
    void leave() {
        left = true;
    }

    boolean isLeft() {
        return left;
    }

    private synchronized void begin(Cli line) {
        running = line;
        runner = Thread.currentThread();
    }

    private synchronized void end() {
        running = null;
        runner = null;
        // What came too late for the line is not for the next.
        Thread.interrupted();
    }

    /**
     * Asks the line that runs to end: in good order if it knows how to, else, or the second time, where it stands. An editor, or whatever
     * else has the terminal meanwhile, gets Ctrl-C by itself.
     */
    synchronized void interrupt() {
        if (running == null || runner == null || running.interrupts().isLent()) {
            return;
        }
        // The terminal has shown ^C. What the command has to say of it comes below.
        shell.err().line().flush();
        boolean asked = running.interrupts().isInterrupted();
        boolean hears = running.interrupts().isTakenOver();
        running.interrupts().interrupt("INT");
        if (asked || !hears) {
            runner.interrupt();
        }
    }
}
