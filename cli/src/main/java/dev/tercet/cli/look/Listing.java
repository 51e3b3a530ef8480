package dev.tercet.cli.look;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Json;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.output.RowWriter;
import dev.tercet.cli.run.Cli;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Many things, one after another, in the format that was asked for, of which none is kept. In {@link Format#JSON} each is a line of its own,
 * with bytes in Base64, as {@code watch} has it, and without what is not there.
 */
final class Listing {
    private final Out out;
    private final boolean json;
    private final @Nullable RowWriter rows;

    private Listing(Out out, boolean json, @Nullable RowWriter rows) {
        this.out = out;
        this.json = json;
        this.rows = rows;
    }

    /** Begins one; formats that it cannot have end the command. */
    static Listing of(Cli cli) {
        Format format = cli.format();
        return switch (format) {
            case SIMPLE -> new Listing(cli.out(), false, null);
            case JSON -> new Listing(cli.out(), true, null);
            case FIELDS, TABLE -> throw CommandException.unsupported(format.word() + " not supported as output format");
            default -> new Listing(cli.out(), false, RowWriter.of(format, cli.out()));
        };
    }

    /** Whether it is for people, so that lines are printed instead of rows. */
    boolean isSimple() {
        return !json && rows == null;
    }

    /** Writes one: as a row, or by printing it where it is for people. */
    void add(Supplier<Row> row, Runnable printing) {
        if (json) {
            Members members = new Members();
            row.get().cells().forEach((name, cell) -> {
                if (cell != null) {
                    members.always(name, cell);
                }
            });
            out.line(Json.go(members.map()));
        } else if (rows != null) {
            rows.write(row.get());
        } else {
            printing.run();
        }
    }

    /** It is whole. Not said after a failure: what is not whole gets no end. */
    void end() {
        if (rows != null) {
            rows.close();
        }
    }
}
