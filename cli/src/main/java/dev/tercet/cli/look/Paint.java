package dev.tercet.cli.look;

import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.run.Cli;
import java.util.Optional;

/**
 * Colours, where somebody looks and wants them.
 *
 * @param on whether there are any
 */
record Paint(boolean on) {
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String FAINT = "2";

    /** Of standard output. */
    static Paint of(Cli cli) {
        String when = cli.settings().text(Setting.COLOR).orElse("auto");
        return new Paint(
                switch (when) {
                    case "always" -> true;
                    case "never" -> false;
                    case "auto" ->
                        cli.out().isTerminal()
                                && cli.settings().variable("NO_COLOR").isEmpty()
                                && !cli.settings().variable("TERM").equals(Optional.of("dumb"));
                    default -> throw CommandException.wrongUsage("--color is auto, always or never.");
                });
    }

    String red(String text) {
        return in(RED, text);
    }

    String green(String text) {
        return in(GREEN, text);
    }

    String yellow(String text) {
        return in(YELLOW, text);
    }

    String faint(String text) {
        return in(FAINT, text);
    }

    private String in(String colour, String text) {
        return on ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }
}
