package dev.tercet.cli.run;

import dev.tercet.EtcdClient;
import dev.tercet.cli.connect.Clients;
import dev.tercet.cli.connect.Given;
import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.connect.Settings;
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
    private final Given given = new Given();
    private final Settings settings;
    private final Interrupts interrupts = new Interrupts();
    private @Nullable EmbeddedEtcd embedded;
    private @Nullable EtcdClient etcd;

    /** With these streams and this environment. */
    public Cli(Streams streams, Map<String, String> environment) {
        this.streams = streams;
        this.environment = Map.copyOf(environment);
        this.settings = new Settings(given, this.environment);
    }

    /** The settings of the command line, which its parser fills. */
    public Given given() {
        return given;
    }

    /** What holds for this run; not before the command line was parsed. */
    public Settings settings() {
        return settings;
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
        EtcdClient open = etcd;
        if (open == null) {
            open = settings.is(Setting.EMBEDDED, false) ? own() : Clients.of(settings);
            etcd = open;
        }
        return open;
    }

    private EtcdClient own() {
        EmbeddedEtcd server = EmbeddedEtcd.builder().port(0).start();
        embedded = server;
        return Clients.tuned(server.clientBuilder(), settings).build();
    }

    /** Where reports are printed. */
    public Page page() {
        return new Page(out(), settings.is(Setting.HEX, false));
    }

    /** Prints a reply in the format that was asked for. */
    public void show(Report report) {
        Page page = page();
        switch (settings.format()) {
            case SIMPLE -> report.simple(page);
            case FIELDS -> report.fields(page);
            case JSON -> out().line(Json.go(report.json(page.hex())));
            case TABLE -> report.table().draw(out());
            default -> {
                try (RowWriter rows = RowWriter.of(settings.format(), out())) {
                    report.rows().forEach(rows::write);
                }
            }
        }
    }

    /** The format that was asked for. */
    public Format format() {
        return settings.format();
    }

    @Override
    public void close() {
        if (etcd != null) {
            etcd.close();
        }
        if (embedded != null) {
            embedded.close();
        }
    }
}
