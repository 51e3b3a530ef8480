package dev.tercet.cli.connect;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.Colours;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Out;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The settings of one run: from the command line, else from the environment, else from the profile. One that is given on the command
 * line and in the environment too is no conflict, as it is to etcdctl: the command line wins.
 */
public final class Settings {
    private final Sources sources;
    private final Map<String, String> environment;
    private final Consumer<String> warnings;
    private final PasswordPrompt passwords;
    private final AtomicBoolean checked = new AtomicBoolean();

    /**
     * Of these.
     *
     * @param warnings takes what whoever runs this should know, a line each
     * @param passwords asks for what they leave out
     */
    public Settings(Given given, Map<String, String> environment, Consumer<String> warnings, PasswordPrompt passwords) {
        this(new Sources(given, environment, warnings), environment, warnings, passwords);
    }

    private Settings(
            Sources sources, Map<String, String> environment, Consumer<String> warnings, PasswordPrompt passwords) {
        this.sources = sources;
        this.environment = environment;
        this.warnings = warnings;
        this.passwords = passwords;
    }

    /** Those of another cluster, of which this is said. */
    Settings ofOther(Given other) {
        return new Settings(sources.ofOther(other), Map.of(), warnings, passwords);
    }

    /** The option by which a setting is said. */
    String option(Setting setting) {
        return sources.option(setting);
    }

    /** Asks for passwords that are not said. */
    public PasswordPrompt passwords() {
        return passwords;
    }

    /** Whether anybody said anything of it. */
    public boolean has(Setting setting) {
        return sources.find(setting) != null;
    }

    /** Its text. */
    public Optional<String> text(Setting setting) {
        return said(setting).map(Said::text);
    }

    Optional<Said> said(Setting setting) {
        return Optional.ofNullable(sources.find(setting));
    }

    /** Whether it is set. */
    public boolean is(Setting setting, boolean unlessSaid) {
        return read(setting, Settings::truth).orElse(unlessSaid);
    }

    /** What Go takes for true and false. */
    static boolean truth(String text) {
        return switch (text) {
            case "true", "1", "t", "T", "TRUE", "True" -> true;
            case "false", "0", "f", "F", "FALSE", "False" -> false;
            default -> throw new IllegalArgumentException("it is neither true nor false");
        };
    }

    /** Whether stack traces are wanted. What is wrong with the settings is told elsewhere. */
    public boolean isDebug() {
        try {
            return is(Setting.DEBUG, false);
        } catch (CommandException e) {
            return false;
        }
    }

    /** A duration. */
    public Optional<Duration> time(Setting setting) {
        return read(setting, text -> new DurationConverter().convert(text));
    }

    /** A whole number; empty also for zero, which is etcdctl's way of saying nothing. */
    public Optional<Integer> number(Setting setting) {
        return read(setting, text -> {
                    if (!text.matches("\\d{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
                        throw new IllegalArgumentException("it is no number from 0 to " + Integer.MAX_VALUE);
                    }
                    return Integer.parseInt(text);
                })
                .filter(number -> number > 0);
    }

    /** A file, which must be there. In a profile its name is relative to the folder of the profiles. */
    Optional<Path> file(Setting setting) {
        return said(setting).map(said -> {
            if (said.isEmpty()) {
                throw CommandException.wrongUsage("empty string is passed to " + said.origin() + " option.");
            }
            Path file = said.source() == Said.Source.PROFILE
                    ? sources.all().file().resolveSibling(said.text())
                    : Path.of(said.text());
            if (Files.isDirectory(file)) {
                throw new CommandException(Exit.FILE, said.origin() + " is " + file + ", which is a folder.");
            }
            if (!Files.isReadable(file)) {
                throw new CommandException(Exit.FILE, said.origin() + " is " + file + ", which cannot be read.");
            }
            return file;
        });
    }

    /** Whether a cluster was named at all. */
    public boolean nameCluster() {
        return has(Setting.ENDPOINTS) || has(Setting.DISCOVERY_SRV);
    }

    /** Where members listen. */
    public List<String> endpoints() {
        return text(Setting.ENDPOINTS).map(text -> List.of(text.split(","))).orElse(List.of("127.0.0.1:2379"));
    }

    /** Whether DNS is to be asked. Endpoints that are named nearer by win over it. */
    boolean isDiscovering() {
        Said domain = sources.find(Setting.DISCOVERY_SRV);
        Said named = sources.find(Setting.ENDPOINTS);
        return domain != null && !domain.isEmpty() && (named == null || !named.isNearerThan(domain));
    }

    /** Whether an etcd of one's own is wanted. Endpoints that are named nearer by win over it. */
    public boolean isEmbedded() {
        if (!is(Setting.EMBEDDED, false)) {
            return false;
        }
        Said embedded = said(Setting.EMBEDDED).orElseThrow();
        for (Setting place : List.of(Setting.ENDPOINTS, Setting.DISCOVERY_SRV)) {
            Said named = sources.find(place);
            if (named != null && named.source() == embedded.source()) {
                throw CommandException.wrongUsage(
                        embedded.origin() + " and " + named.origin() + " exclude each other.");
            }
            if (named != null && named.isNearerThan(embedded)) {
                return false;
            }
        }
        return true;
    }

    /** How replies are shown. */
    public Format format() {
        Said ours = sources.find(Setting.OUTPUT);
        Said theirs = sources.find(Setting.WRITE_OUT);
        if (ours != null
                && theirs != null
                && ours.source() == theirs.source()
                && !ours.text().equals(theirs.text())) {
            throw CommandException.wrongUsage(ours.origin() + " and " + theirs.origin() + " say different things.");
        }
        boolean isTheirs = ours == null || (theirs != null && theirs.isNearerThan(ours));
        return read(isTheirs ? Setting.WRITE_OUT : Setting.OUTPUT, Settings::format)
                .orElse(Format.SIMPLE);
    }

    private static Format format(String name) {
        if (name.equals("protobuf")) {
            throw CommandException.unsupported("protobuf is not supported as output format: use json.");
        }
        return Format.of(name).orElseThrow(() -> new IllegalArgumentException("known are " + Format.words()));
    }

    /** The colours for what is printed there. */
    public Colours colours(Out out) {
        String when = read(Setting.COLOR, text -> switch (text) {
                    case "auto", "always", "never" -> text;
                    default -> throw new IllegalArgumentException("known are auto, always, never");
                })
                .orElse("auto");
        boolean welcome = out.isTerminal() && variable("NO_COLOR").isEmpty() && !"dumb".equals(environment.get("TERM"));
        return new Colours(when.equals("always") || (when.equals("auto") && welcome));
    }

    /** The name of the profile that holds. */
    public String profile() {
        return sources.profile();
    }

    /** All profiles. */
    public Profiles profiles() {
        return sources.all();
    }

    /** Finds fault with what is in the environment, before anything is sent. */
    void checkEnvironment() {
        Variables.check(environment);
        // Once, however many clients there are.
        if (!checked.getAndSet(true)) {
            Variables.unknown(environment, warnings);
        }
    }

    /** A variable that is not a setting's own. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    <T> Optional<T> read(Setting setting, Function<String, T> reading) {
        Said said = sources.find(setting);
        if (said == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.apply(said.text()));
        } catch (CommandException e) {
            throw e;
        } catch (RuntimeException e) {
            throw CommandException.wrongUsage(
                    said.origin() + " is '" + said.text() + "', which cannot be: " + e.getMessage() + ".");
        }
    }
}
