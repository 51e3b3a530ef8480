package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the command line asks for.
 *
 * @param contest who can take part
 * @param stub whether at the stub server
 * @param real whether at an etcd
 * @param etcd the version of that
 * @param jdk what the contenders run on; if nobody said, rows of virtual threads have the newest and others the driver's own
 * @param json where to write all that was measured
 * @param svg where to draw it
 * @param profile the folder for recordings of what the clients do
 */
record Options(
        Contest contest,
        List<Row> rows,
        List<Contender> contenders,
        boolean stub,
        boolean real,
        String etcd,
        Timing timing,
        Optional<Jdk> jdk,
        Optional<Path> json,
        Optional<Path> svg,
        Optional<Path> profile) {

    private static final Set<String> FLAGS = Set.of("--quick");
    private static final Set<String> WITH_VALUES = Set.of(
            "--server",
            "--clients",
            "--etcd",
            "--rounds",
            "--window",
            "--warm-up",
            "--java",
            "--json",
            "--svg",
            "--profile");
    /** Names of several rows. */
    private static final Map<String, Supplier<List<Row>>> GROUPS = Map.of(
            "calls",
            Row::calls,
            "bulk",
            Row::bulk,
            "scale",
            Row::scale,
            "recipes",
            Row::recipes,
            "growth",
            Row::growth);

    /** Reads a command line; an {@link IllegalArgumentException} says what is wrong with it. */
    static Options parse(String... args) {
        CommandLine line = CommandLine.of(List.of(args), FLAGS, WITH_VALUES);
        Contest contest = contest(line.words());
        List<Row> rows = rows(line.words(), contest);
        String server = server(line.value("--server"), contest, rows);
        boolean quick = line.has("--quick");
        return new Options(
                contest,
                rows,
                contenders(
                        contest,
                        line.value("--clients")
                                .map(names -> List.of(names.split(",", -1)))
                                .orElse(List.of())),
                !server.equals("etcd"),
                !server.equals("stub"),
                etcd(line.value("--etcd").orElse(contest.etcd())),
                Timing.of(
                        line.count("--rounds", quick ? 3 : 5),
                        line.positive("--window", quick ? 0.25 : 0.7),
                        line.positive("--warm-up", quick ? 0.8 : 2),
                        rows.size()),
                line.file("--java").map(Options::jdk),
                line.output("--json"),
                line.output("--svg"),
                profile(line));
    }

    /** What is measured while somebody looks on is not to be taken for what it would have been. */
    private static Optional<Path> profile(CommandLine line) {
        if (line.value("--profile").isPresent()
                && (line.value("--json").isPresent() || line.value("--svg").isPresent())) {
            throw new IllegalArgumentException("figures taken with --profile are not for --json or --svg");
        }
        return line.file("--profile");
    }

    private static String etcd(String version) {
        if (!version.matches("newest|3(\\.[0-9]+){1,2}")) {
            throw new IllegalArgumentException("--etcd takes newest or a version such as 3.5 or 3.5.30");
        }
        return version;
    }

    private static Contest contest(List<String> words) {
        Set<Contest> named =
                words.stream().flatMap(word -> Contest.named(word).stream()).collect(Collectors.toSet());
        if (named.size() > 1) {
            throw new IllegalArgumentException("gateway and v2 are different runs");
        }
        return named.isEmpty() ? Contest.CALLS : named.iterator().next();
    }

    private static List<Row> rows(List<String> words, Contest contest) {
        List<Row> rows = new ArrayList<>();
        for (String word : words) {
            if (GROUPS.containsKey(word)) {
                rows.addAll(GROUPS.get(word).get());
            } else if (Contest.named(word).isEmpty()) {
                rows.add(Row.named(word)
                        .orElseThrow(() -> new IllegalArgumentException("no such row or option: " + word)));
            }
        }
        if (contest == Contest.V2 && !contest.rows().containsAll(rows)) {
            throw new IllegalArgumentException("v2 has the rows " + Usage.rowIds(contest.rows()));
        }
        return rows.isEmpty() ? contest.rows() : rows.stream().distinct().toList();
    }

    private static String server(Optional<String> asked, Contest contest, List<Row> rows) {
        String server = asked.orElse("both");
        if (!List.of("etcd", "stub", "both").contains(server)) {
            throw new IllegalArgumentException("--server takes etcd, stub or both");
        }
        if (contest == Contest.V2 || rows.stream().allMatch(Row::needsEtcd)) {
            if (server.equals("stub")) {
                throw new IllegalArgumentException("these need --server etcd");
            }
            return "etcd";
        }
        if (server.equals("stub") && rows.stream().anyMatch(Row::needsEtcd)) {
            throw new IllegalArgumentException(
                    Usage.rowIds(rows.stream().filter(Row::needsEtcd).toList()) + " need --server etcd");
        }
        return server;
    }

    private static Jdk jdk(Path home) {
        try {
            return Jdk.at(home).orElseThrow(() -> new IllegalArgumentException("no JDK in " + home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The wanted ones, after the base; all that are built, but for variants, if none are named. */
    private static List<Contender> contenders(Contest contest, List<String> wanted) {
        for (String name : wanted) {
            if (Contender.named(name)
                    .filter(contest.contenders()::contains)
                    .filter(Contender::present)
                    .isEmpty()) {
                throw new IllegalArgumentException("no such client: " + name);
            }
        }
        return contest.contenders().stream()
                .filter(each -> wanted.isEmpty()
                        ? each.present() && !each.isVariant()
                        : each == contest.base() || wanted.contains(each.id()))
                .toList();
    }

    /** The options of the clients' JVMs. */
    List<String> jvm() {
        return profile.isPresent() ? Modules.RECORDED_JVM : Modules.JVM;
    }

    /** With whom the others are compared. */
    Contender base() {
        return contest.base();
    }

    /** Whether the v2 API is what is measured. */
    boolean isV2() {
        return contest == Contest.V2;
    }
}
