package dev.tercet.cli.auth;

import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import java.util.List;

/** That authentication was turned on or off. */
record Switched(boolean on) implements Report {
    /** Says so; in all of etcdctl's formats in the same words, as it does. */
    static void show(Cli cli, boolean on) {
        Switched report = new Switched(on);
        switch (cli.format()) {
            case SIMPLE, FIELDS, JSON, TABLE -> report.simple(cli.page());
            default -> cli.show(report);
        }
    }

    @Override
    public void simple(Page page) {
        page.line(on ? "Authentication Enabled" : "Authentication Disabled");
    }

    @Override
    public List<Row> rows() {
        return List.of(Row.empty().with("enabled", on));
    }
}
