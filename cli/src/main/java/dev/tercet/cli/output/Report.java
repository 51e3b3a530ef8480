package dev.tercet.cli.output;

import dev.tercet.cli.error.CommandException;
import java.util.List;

/** A reply that can be shown in several formats. What it has not ends the command as unsupported. */
public interface Report {
    /** Whether it is {@link #simple} in all of etcdctl's formats, as etcdctl has it. */
    default boolean isAlike() {
        return false;
    }

    /** Prints it as {@link Format#SIMPLE}. */
    void simple(Page page);

    /** Prints it as {@link Format#FIELDS}. */
    default void fields(Page page) {
        throw lacks(Format.FIELDS);
    }

    /**
     * What {@link Format#JSON} shows: maps with their members in order, lists, texts, {@code Bytes} (shown in Base64), numbers,
     * booleans and null. {@link Members} helps.
     *
     * @param hex whether ids are wanted in hexadecimal, where etcdctl does that
     */
    default Object json(boolean hex) {
        throw lacks(Format.JSON);
    }

    /** What {@link Format#TABLE} shows. */
    default Table table() {
        throw lacks(Format.TABLE);
    }

    /** What the formats beyond etcdctl's show: rows with stable names, ids in hexadecimal. */
    default List<Row> rows() {
        throw lacksRows();
    }

    /** What ends a command that cannot show a format. */
    static CommandException lacks(Format format) {
        return CommandException.unsupported(format.word() + " not supported as output format");
    }

    /** What ends a command that has no rows. */
    static CommandException lacksRows() {
        return CommandException.unsupported("rows are not there for this command: use -w simple, fields or json.");
    }
}
