package dev.tercet.cli.shell;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Colours;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** Runs the lines that somebody types. */
final class Conversation {
    private final Cli cli;
    private final Session session;
    private final Terminal terminal;
    private final LineReader reader;
    private final Suggestions suggestions;
    private final Keyboard keyboard;

    /** At this terminal, which stays open. */
    Conversation(Cli cli, Session session, Terminal terminal) {
        this.cli = cli;
        this.session = session;
        this.terminal = terminal;
        this.suggestions = new Suggestions(
                session.commands().getCommandSpec(), new ServerKeys(session::etcd), new FileNames(), this::profiles);
        this.reader = reader();
        this.keyboard = new Keyboard(terminal, session::interrupt);
    }

    private LineReader reader() {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .appName("tercet")
                .terminal(terminal)
                .parser(new LineParser())
                .history(new DiscreetHistory())
                .completer(this::complete)
                // An exclamation mark is one: keys and values may have it.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        Path file = DiscreetHistory.file(cli.environment());
        try {
            DiscreetHistory.prepare(file);
            builder.variable(LineReader.HISTORY_FILE, file);
        } catch (IOException e) {
            cli.err()
                    .line("tercet: warning: what is typed will not be remembered: cannot write " + file + ".")
                    .flush();
        }
        return builder.build();
    }

    private Set<String> profiles() {
        try {
            return cli.settings().profiles().names();
        } catch (CommandException e) {
            // Whoever names one is told what is wrong with them.
            return Set.of();
        }
    }

    private void complete(LineReader from, ParsedLine line, List<Candidate> candidates) {
        List<String> words = line.words();
        List<String> before = words.subList(0, line.wordIndex());
        for (Suggestion each : suggestions.of(before, line.word())) {
            String description = each.description().isEmpty() ? null : each.description();
            candidates.add(new Candidate(each.text(), each.text(), null, description, null, null, each.whole()));
        }
    }

    /** Until whoever types has had enough. */
    void run() {
        cli.err()
                .line("Tab completes, 'help' names the commands, Ctrl-D leaves.")
                .flush();
        terminal.handle(Terminal.Signal.INT, signal -> session.interrupt());
        while (!session.isLeft()) {
            try {
                String line = reader.readLine(prompt());
                Streams streams = new Streams(new Typed(keyboard), true, cli.out(), cli.err(), keyboard);
                session.run(line, streams);
            } catch (UserInterruptException e) {
                // Ctrl-C while typing gives up the line, and no more.
            } catch (EndOfFileException e) {
                return;
            }
        }
    }

    private String prompt() {
        Colours colours = cli.colours();
        String below = session.below().isEmpty() ? "" : " " + session.below();
        return colours.bold(place()) + below + "> ";
    }

    private String place() {
        if (cli.settings().isEmbedded()) {
            return "embedded";
        }
        if (!cli.settings().profile().equals("default")) {
            return cli.settings().profile();
        }
        List<String> endpoints = cli.settings().endpoints();
        return endpoints.get(0) + (endpoints.size() > 1 ? ",..." : "");
    }
}
