package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code ./bench --help} says. */
final class Usage {
    static final String TEXT = """
            usage: ./bench [row...] [option...]
                   ./bench start|embedded|cli|jmh ...    programs of their own: see below

            rows (by default %s; "calls" are
            all of these; any other number will do as well):
            %s
            rows about much at once, the answers against both, the others against etcd only, puts to disk
            against one that waits for its disk ("bulk" are all of these):
            %s
            rows of watches and leases, all but the first against etcd only ("scale" are all of these):
            %s
            rows of recipes, against etcd only ("recipes" are all of these):
            %s
            rows in three sizes, ten times apart, after which is told what each costs by its size
            ("growth" are all of these): %s

            runs of others, with the rows and options of this one:
              gateway                   Tercet over etcd's JSON gateway, compared with Tercet over gRPC
                                        and with a bare HTTP client
              v2                        the v2 API, in the rows %s;
                                        etcd 3.5 with --enable-v2 unless --etcd says 3.4

            options:
              --server etcd|stub|both   what to work against (both)
              --clients NAME,...        who takes part. The one with whom all are compared always does.
                                        %s
                                        with gateway: %s
                                        with v2: %s
                                        (all that are built, but %s)
              --etcd VERSION            such as 3.5 or 3.6.14 (newest)
              --java HOME               the JDK that the clients run on (rows of virtual threads: the
                                        newest in /usr/lib/jvm; other rows: the one that runs this)
              --rounds N                turns of each client at each row (5)
              --window SECONDS          how long a turn is measured (0.7)
              --warm-up SECONDS         how long each client does each row before that (2.0; up to
                                        three times that when there are less than three rows)
              --quick                   3 rounds of 0.25 s after 0.8 s: a first impression
              --json FILE               also writes every sample, the medians and what all ran on
              --svg FILE                also draws throughput and CPU per operation
              --profile DIR             also records what each JVM does while it is measured, and tells
                                        whose code and which threads took the CPU and the bytes; the
                                        recordings stay in DIR. Other figures then mean little: neither
                                        with --json nor with --svg

            programs of their own:
              start [--rounds N | --quick]    the first put of a new JVM, and the command's get
              embedded [--quick]              the etcd in the same process, by itself
              cli [--quick | --full]          export and import with the command, in 64 MiB
              jmh [--quick] [REGEX]           the inner pieces by themselves, with JMH
                                              (all with --json FILE too)

            What is measured, and how: benchmarks/README.md
            """.formatted(
            rowIds(Row.usual()),
            rowList(Row.calls()),
            rowList(Row.bulk()),
            rowList(Row.scale()),
            rowList(Row.recipes()),
            wrapped(rowIds(Row.growth())),
            rowIds(Row.v2()),
            ids(Contest.CALLS.contenders()),
            ids(Contest.GATEWAY.contenders()),
            ids(Contest.V2.contenders()),
            ids(Contest.CALLS.contenders().stream().filter(Contender::isVariant).toList()));

    private Usage() {}

    private static String wrapped(String list) {
        return list.replaceAll("(.{60,90},) ", "$1\n              ");
    }

    private static String rowList(List<Row> rows) {
        StringBuilder list = new StringBuilder();
        for (Row row : rows) {
            list.append(String.format("  %-24s  %s%n", row.id(), row.title()));
        }
        return list.toString();
    }

    static String rowIds(List<Row> rows) {
        return rows.stream().map(Row::id).collect(Collectors.joining(", "));
    }

    private static String ids(List<Contender> contenders) {
        return contenders.stream().map(Contender::id).collect(Collectors.joining(","));
    }
}
