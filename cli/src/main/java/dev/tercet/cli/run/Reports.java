package dev.tercet.cli.run;

import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.RowWriter;
import org.jspecify.annotations.Nullable;

/** Reports that come one after another: where they are rows, these are one list with one head. Each is handed on at once. */
public final class Reports implements AutoCloseable {
    private final Cli cli;
    private final @Nullable RowWriter rows;

    Reports(Cli cli) {
        this.cli = cli;
        this.rows = cli.format().isRows() ? RowWriter.of(cli.format(), cli.out()) : null;
    }

    /** Prints one. */
    public void show(Report report) {
        if (rows == null) {
            cli.show(report);
        } else {
            report.rows().forEach(rows::write);
        }
        cli.out().flush();
    }

    /** Prints a line for people: among rows it would be none, so it goes to standard error then. */
    public void say(String line) {
        (rows == null ? cli.out() : cli.err()).line(line);
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
        }
    }
}
