package dev.tercet.cli.keys;

import dev.tercet.cli.error.CommandException;
import dev.tercet.kv.Op;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A request of a transaction, as a line: {@code put}, {@code get} or {@code del} with their words and options. */
final class OpLine {
    private OpLine() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Op<?> of(String line) {
        List<String> words = EtcdctlWords.of(line);
        List<String> rest = words.subList(1, words.size());
        try {
            return switch (words.get(0)) {
                case "put" ->
                    parsed(new PutOptions(), rest).put(() -> {
                        throw new IllegalArgumentException("put lacks its value");
                    });
                case "get" -> parsed(new GetOptions(), rest).get();
                case "del" -> parsed(new DelOptions(), rest).delete();
                default -> throw new IllegalArgumentException("a request is put, get or del");
            };
        } catch (ParameterException | CommandException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static <T> T parsed(T options, List<String> words) {
        new CommandLine(options)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .parseArgs(words.toArray(new String[0]));
        return options;
    }
}
