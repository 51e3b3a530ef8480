package dev.tercet.cli.run;

import dev.tercet.EtcdClient;
import dev.tercet.cli.connect.Clients;
import dev.tercet.cli.connect.Given;
import dev.tercet.cli.connect.PasswordPrompt;
import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.connect.Settings;
import dev.tercet.cli.output.Colours;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Json;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.RowWriter;
import dev.tercet.embedded.EmbeddedEtcd;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command has at hand while it runs: streams, settings, the cluster. There is one to a command line; commands are made with it.
 * What it opens it closes in the end.
 */
public final class Cli implements AutoCloseable {
    private final Streams streams;
    private final Map<String, String> environment;
    private final Given given;
    private final Settings settings;
    private final Interrupts interrupts;
    private final @Nullable Cli shell;
    private final String below;
    private @Nullable EmbeddedEtcd embedded;
    private @Nullable EtcdClient etcd;
    private @Nullable EtcdClient ours;

    /** With these streams and this environment. */
    public Cli(Streams streams, Map<String, String> environment) {
        this(streams, environment, new Given(), new Interrupts(), null, "");
    }

    private Cli(
            Streams streams,
            Map<String, String> environment,
            Given given,
            Interrupts interrupts,
            @Nullable Cli shell,
            String below) {
        this.streams = streams;
        this.environment = Map.copyOf(environment);
        this.given = given;
        this.settings = new Settings(given, this.environment, this::warn, new PasswordPrompt(streams.secrets()));
        this.interrupts = interrupts;
        this.shell = shell;
        this.below = below;
    }

    /**
     * For a line of the shell that runs with this. It has this one's settings where it has none itself, and its client unless the line says
     * something else of the cluster or of the way there. Ctrl-C is handed to it by the shell.
     *
     * @param below what is put before every key of a line that names no namespace itself
     */
    public Cli line(Streams itsOwn, String below) {
        return new Cli(itsOwn, environment, new Given(given), Interrupts.handedOn(), this, below);
    }

    private void warn(String message) {
        // A line of a shell would say again what the shell has said.
        if (shell == null) {
            err().line("tercet: warning: " + message);
        }
    }

    /** The settings of the command line, which its parser fills. */
    public Given given() {
        return given;
    }

    /** What holds for this run; not before the command line was parsed. */
    public Settings settings() {
        return settings;
    }

    /** Whether it is a line of a shell. */
    public boolean isOfShell() {
        return shell != null;
    }

    /** Environment variables. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Where it reads and writes. */
    public Streams streams() {
        return streams;
    }

    /** Standard output. */
    public Out out() {
        return streams.out();
    }

    /** Standard error. */
    public Out err() {
        return streams.err();
    }

    /** Standard input. */
    public InputStream in() {
        return streams.in();
    }

    /** Ctrl-C. */
    public Interrupts interrupts() {
        return interrupts;
    }

    /** A client of the cluster that is named, or of a fresh etcd with {@code --embedded}. It is closed in the end, not by the command. */
    public EtcdClient etcd() {
        EtcdClient known = etcd;
        if (known == null) {
            // What is wrong with it is said before anything is sent, not after a write.
            format();
            EtcdClient client =
                    shell != null && !given.hasAny(setting -> !setting.isOfPrinting()) ? shell.etcd() : open();
            known = below(client);
            etcd = known;
        }
        return known;
    }

    /** A further client that says and sees the same as {@link #etcd()}, over a connection of its own. Who asks for it closes it. */
    public EtcdClient another() {
        return below(Clients.of(settings));
    }

    private EtcdClient below(EtcdClient client) {
        return below.isEmpty() || given.hasAny(Setting.NAMESPACE::equals) ? client : client.withNamespace(below);
    }

    private EtcdClient open() {
        EtcdClient client = settings.isEmbedded() ? Clients.of(settings, embedded()) : Clients.of(settings);
        ours = client;
        return client;
    }

    private EmbeddedEtcd embedded() {
        if (shell != null && !given.hasAny(Setting.EMBEDDED::equals)) {
            return shell.embedded();
        }
        EmbeddedEtcd server = embedded;
        if (server == null) {
            server = EmbeddedEtcd.builder().port(0).start();
            embedded = server;
        }
        return server;
    }

    /** Colours for standard output, if they are welcome there. */
    public Colours colours() {
        return settings.colours(out());
    }

    /** Where reports are printed. */
    public Page page() {
        return new Page(out(), settings.is(Setting.HEX, false));
    }

    /** Prints a reply in the format that was asked for. */
    public void show(Report report) {
        Page page = page();
        Format format = report.isAlike() && !format().isRows() ? Format.SIMPLE : format();
        switch (format) {
            case SIMPLE -> report.simple(page);
            case FIELDS -> report.fields(page);
            case JSON -> out().line(Json.go(report.json(page.hex())));
            case TABLE -> report.table().draw(out());
            default -> {
                try (RowWriter rows = RowWriter.of(format, out())) {
                    report.rows().forEach(rows::write);
                }
            }
        }
    }

    /** Prints replies that come one after another in the format that was asked for. */
    public Reports reports() {
        return new Reports(this);
    }

    /** The format that was asked for. */
    public Format format() {
        return settings.format();
    }

    /** Ends the command as unsupported if one of these was asked for: for what changes something, before it does. */
    public void cannotShow(Format... formats) {
        for (Format each : formats) {
            if (each == format()) {
                throw Report.lacks(each);
            }
        }
    }

    /** Ends the command as unsupported if rows were asked for, as {@link #cannotShow} does. */
    public void cannotShowRows() {
        if (format().isRows()) {
            throw Report.lacksRows();
        }
    }

    @Override
    public void close() {
        // What a line has from its shell stays open.
        try {
            if (ours != null) {
                ours.close();
            }
        } finally {
            if (embedded != null) {
                embedded.close();
            }
        }
    }
}
