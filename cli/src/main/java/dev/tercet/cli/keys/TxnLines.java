package dev.tercet.cli.keys;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.kv.Txn;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads a transaction: compares, requests if they hold, requests if not, each part ended by an empty line. */
final class TxnLines {
    private final InputLines lines;
    private final Consumer<String> prompt;

    TxnLines(InputStream in, Consumer<String> prompt) {
        this.lines = new InputLines(in);
        this.prompt = prompt;
    }

    Txn read() {
        return Txn.when(part("compares:", CompareLine::of))
                .then(part("success requests (get, put, del):", OpLine::of))
                .orElse(part("failure requests (get, put, del):", OpLine::of));
    }

    private <T> List<T> part(String name, Function<String, T> reading) {
        prompt.accept(name);
        List<T> part = new ArrayList<>();
        while (true) {
            String line = lines.next();
            if (line == null) {
                // Half a transaction is none: what writes it may have failed in the middle.
                throw CommandException.badInput("standard input ends after line " + lines.number() + ", within the "
                        + name.replaceAll("[:(].*", "").strip()
                        + ": an empty line ends each of the three parts. Nothing was done.");
            }
            if (line.isEmpty()) {
                return part;
            }
            try {
                part.add(reading.apply(line));
            } catch (IllegalArgumentException e) {
                throw new CommandException(
                        Exit.BAD_INPUT,
                        "standard input, line " + lines.number() + ": " + ByteText.bytes(line) + ": " + e.getMessage()
                                + ". Nothing was done.",
                        e);
            }
        }
    }
}
