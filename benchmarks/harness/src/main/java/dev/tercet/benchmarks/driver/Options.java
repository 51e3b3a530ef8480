package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the command line asks for.
 *
 * @param base whom the others are compared with
 * @param rounds how often each contender has a turn at each row
 * @param windowMillis how long a turn is measured
 * @param leadInMillis how long it works before that
 * @param warmUpMillis how long each contender does each row before the first round
 */
record Options(
        List<Row> rows,
        List<Contender> contenders,
        Contender base,
        boolean stub,
        boolean real,
        String etcd,
        int rounds,
        long windowMillis,
        long leadInMillis,
        long warmUpMillis) {

    static final String USAGE = """
            usage: ./bench [row...] [option...]

            rows (all of these by default):
            %s
            rows of recipes, against etcd only (all of these are "recipes"):
            %s
              gateway                   those rows by Tercet over etcd's JSON gateway, compared with
                                        Tercet over gRPC and with a bare HTTP client
              v2                        those of %s,
                                        by the v2 API; etcd 3.5 with --enable-v2 unless --etcd says 3.4
              --server etcd|stub|both   what to work against (both)
              --clients NAME,...        %s (all that are built);
                                        bare is always one of them; or with "gateway" of
                                        %s; then tercet is; or with "v2" of
                                        %s; then bare-v2 is
              --etcd VERSION            such as 3.5 or 3.6.14 (newest)
              --rounds N                turns of each client at each row (5)
              --window SECONDS          how long a turn is measured (1.0)
              --warm-up SECONDS         how long each client does each row before that (2.0; up to
                                        three times that when there are less than three rows)
              --quick                   3 rounds of 0.25 s after 0.8 s: a first impression
            """.formatted(
                    rowList(Row.calls()),
                    rowList(Row.recipes()),
                    v2Rows(),
                    ids(Contender.overGrpc()),
                    ids(Contender.gateway()),
                    ids(Contender.ofV2()));

    /** Reads a command line; an {@link IllegalArgumentException} says what is wrong with it. */
    static Options parse(String[] args) {
        List<Row> rows = new ArrayList<>();
        List<String> names = List.of();
        boolean gateway = false;
        boolean v2 = false;
        String server = "both";
        String etcd = "";
        int rounds = 5;
        double window = 1;
        double warmUp = 2;
        Deque<String> words = new ArrayDeque<>(List.of(args));
        while (!words.isEmpty()) {
            String word = words.pop();
            switch (word) {
                case "--quick" -> {
                    rounds = 3;
                    window = 0.25;
                    warmUp = 0.8;
                }
                case "--server" -> server = value(word, words);
                case "--etcd" -> etcd = value(word, words);
                case "--rounds" -> rounds = Integer.parseInt(value(word, words));
                case "--window" -> window = Double.parseDouble(value(word, words));
                case "--warm-up" -> warmUp = Double.parseDouble(value(word, words));
                case "--clients" -> names = List.of(value(word, words).split(",", -1));
                case "gateway" -> gateway = true;
                case "v2" -> v2 = true;
                case "recipes" -> rows.addAll(Row.recipes());
                default ->
                    rows.add(Row.named(word)
                            .orElseThrow(() -> new IllegalArgumentException("no such row or option: " + word)));
            }
        }
        if (!List.of("etcd", "stub", "both").contains(server)) {
            throw new IllegalArgumentException("--server takes etcd, stub or both");
        }
        if (rounds < 1 || window <= 0 || warmUp <= 0) {
            throw new IllegalArgumentException("rounds and times are positive numbers");
        }
        if (gateway && v2) {
            throw new IllegalArgumentException("gateway and v2 are different runs");
        }
        List<Row> all = v2 ? Row.v2() : Row.calls();
        List<Row> chosen = rows.isEmpty() ? all : rows;
        if (v2 && !all.containsAll(chosen)) {
            throw new IllegalArgumentException("v2 has the rows " + v2Rows());
        }
        if (v2) {
            if (server.equals("stub")) {
                throw new IllegalArgumentException("v2 needs --server etcd");
            }
            server = "etcd";
        }
        if (chosen.stream().anyMatch(Row::isRecipe)) {
            if (server.equals("stub")) {
                throw new IllegalArgumentException("recipes need --server etcd");
            }
            server = "etcd";
        }
        // Rows warm each other up, having most of their code in common; a lone one needs longer.
        warmUp *= Math.max(1, 3.0 / chosen.size());
        return new Options(
                chosen,
                contenders(v2 ? Contender.ofV2() : gateway ? Contender.gateway() : Contender.overGrpc(), names),
                v2 ? Contender.BARE_V2 : gateway ? Contender.TERCET : Contender.BARE,
                !server.equals("etcd"),
                !server.equals("stub"),
                !etcd.isEmpty() ? etcd : v2 ? "3.5" : "newest",
                rounds,
                Math.round(window * 1000),
                Math.round(Math.min(window / 4, 0.1) * 1000),
                Math.round(warmUp * 1000));
    }

    private static String value(String option, Deque<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.pop();
    }

    /** The wanted ones, after the first, with which they are compared; all that are built if none are named. */
    private static List<Contender> contenders(List<Contender> all, List<String> wanted) {
        for (String name : wanted) {
            if (Contender.named(name)
                    .filter(all::contains)
                    .filter(Contender::present)
                    .isEmpty()) {
                throw new IllegalArgumentException("no such client: " + name);
            }
        }
        return all.stream()
                .filter(each -> wanted.isEmpty() ? each.present() : each == all.get(0) || wanted.contains(each.id()))
                .toList();
    }

    private static String rowList(List<Row> rows) {
        StringBuilder list = new StringBuilder();
        for (Row row : rows) {
            list.append(String.format("  %-24s  %s%n", row.id(), row.title()));
        }
        return list.toString();
    }

    private static String v2Rows() {
        return Row.v2().stream().map(Row::id).collect(Collectors.joining(", "));
    }

    /** Whether the v2 API is what is measured. */
    boolean isV2() {
        return base == Contender.BARE_V2;
    }

    private static String ids(List<Contender> contenders) {
        return contenders.stream().map(Contender::id).collect(Collectors.joining(","));
    }
}
