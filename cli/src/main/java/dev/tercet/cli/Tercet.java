package dev.tercet.cli;

import dev.tercet.cli.connect.GlobalOptions;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.CommandLines;
import dev.tercet.kv.Bytes;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IHelpFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command with all that is below it, and how one command line is run. */
final class Tercet {
    private static final int WIDTH = 100;

    /** What the command is also called, and which of its commands it is then. */
    private static final Map<String, String> OWN_NAMES = Map.of("etcd-export", "export", "etcd-import", "import");

    /** All commands, for those that run others. */
    static final CommandLines ALL = new CommandLines() {
        @Override
        public CommandLine of(Cli cli, String... words) {
            return commandLine(cli, words);
        }

        @Override
        public int execute(Cli cli, CommandLine command, String... words) {
            return run(cli, command, words);
        }
    };

    private Tercet() {}

    /**
     * Runs one command line, and closes what it opened.
     *
     * @return the exit code
     */
    static int run(Cli cli, String... args) {
        return run(cli, commandLine(cli, args), args);
    }

    /** The same under another name, such as {@code etcd-export}. */
    static int runAs(String name, Cli cli, String... args) {
        String own = OWN_NAMES.get(name);
        return run(cli, own == null ? commandLine(cli, args) : commandLineAs(name, own, cli), args);
    }

    private static int run(Cli cli, CommandLine command, String... args) {
        try (cli) {
            int code = execute(cli, command, args);
            cli.out().flush();
            cli.err().flush();
            return code;
        } catch (CommandException e) {
            // Standard output is gone, which is how "| head" ends a command, or full.
            return Failures.told(command.getCommandName(), e, cli.err());
        } catch (OutOfMemoryError e) {
            // What had it is gone by now, so that there is room to say so.
            return Failures.told(command.getCommandName(), e, cli);
        }
    }

    private static int execute(Cli cli, CommandLine command, String... args) {
        try {
            CommandNames.check(command.getCommandSpec(), args);
        } catch (ParameterException e) {
            return new WrongUsage(cli).handleParseException(e, args);
        }
        return command.execute(args);
    }

    /** The command for one run, with those of its commands that these words need: all of them for no words. */
    static CommandLine commandLine(Cli cli, String... words) {
        WithCli factory = new WithCli(cli);
        CommandLine command = new CommandLine(TercetCommand.class, factory);
        Commands.add(command, factory, words);
        return equipped(command, cli);
    }

    private static CommandLine commandLineAs(String name, String command, Cli cli) {
        Class<?> type = Commands.of(command).orElseThrow().type();
        return equipped(new CommandLine(type, new WithCli(cli)).setCommandName(name), cli);
    }

    private static CommandLine equipped(CommandLine command, Cli cli) {
        GlobalOptions.add(command, cli.given());
        version(command);
        return command.setParameterExceptionHandler(new WrongUsage(cli))
                .setExecutionExceptionHandler(new Failures(cli))
                .setExecutionStrategy(new Execution(cli))
                .setAbbreviatedSubcommandsAllowed(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                // A value may begin with any character.
                .setExpandAtFiles(false)
                .setUsageHelpWidth(WIDTH)
                .setHelpFactory(new Pages(cli))
                .setOut(writer(cli.out()))
                .setErr(writer(cli.err()));
    }

    /** Every command has --version, and those that say no other have ours. */
    private static void version(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.versionProvider() == null && spec.version().length == 0) {
            spec.versionProvider(new Version());
        }
        spec.subcommands().values().forEach(Tercet::version);
    }

    private static Ansi colours(Cli cli) {
        try {
            return cli.colours().areOn() ? Ansi.ON : Ansi.OFF;
        } catch (CommandException e) {
            // Whoever asks for help may well have something wrong with his settings.
            return Ansi.OFF;
        }
    }

    private static PrintWriter writer(Out out) {
        OutputStream stream = new OutputStream() {
            @Override
            public void write(int one) {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                out.print(Bytes.wrap(bytes, from, count));
            }

            @Override
            public void flush() {
                out.flush();
            }
        };
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    // Classes, since what a lambda is of picocli's interfaces cannot be kept in an archive of classes.

    /** picocli sees to what commands throw, but not to help that cannot be printed. A group alone shows its own, as etcdctl's do. */
    private record Execution(Cli cli) implements IExecutionStrategy {
        @Override
        public int execute(ParseResult parsed) {
            try {
                Integer helped = CommandLine.executeHelpRequest(parsed);
                if (helped != null) {
                    return helped;
                }
                ParseResult last = parsed;
                while (last.hasSubcommand()) {
                    last = last.subcommand();
                }
                CommandLine command = last.commandSpec().commandLine();
                if (command.getSubcommands().isEmpty()) {
                    return new RunLast().execute(parsed);
                }
                command.usage(command.getOut(), command.getHelp().colorScheme());
                return Exit.OK.code();
            } catch (CommandException e) {
                return Failures.told(parsed.commandSpec().root().name(), e, cli.err());
            }
        }
    }

    private record Pages(Cli cli) implements IHelpFactory {
        @Override
        public Help create(CommandSpec spec, ColorScheme scheme) {
            return new HelpPage(spec, Help.defaultColorScheme(colours(cli)));
        }
    }

    /** Makes commands, with what they have at hand if they have a constructor for it. */
    private record WithCli(Cli cli) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                    Object[] at = hand(constructor.getParameterTypes());
                    if (at.length > 0) {
                        constructor.setAccessible(true);
                        return type.cast(constructor.newInstance(at));
                    }
                }
                return CommandLine.defaultFactory().create(type);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }

        /** What a constructor with these parameters is given; empty if it takes anything else. */
        private Object[] hand(Class<?>[] parameters) {
            Object[] things = new Object[parameters.length];
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i] == Cli.class) {
                    things[i] = cli;
                } else if (parameters[i] == CommandLines.class) {
                    things[i] = ALL;
                } else {
                    return new Object[0];
                }
            }
            return things;
        }
    }
}
