package dev.tercet.cli.lock;

import dev.tercet.cli.BesideEtcdctl;
import dev.tercet.cli.Ran;
import dev.tercet.cli.Started;
import java.util.List;
import java.util.stream.Stream;

/**
 * A command that holds something until it is told to end, of ours and of etcdctl's, at one etcd.
 *
 * @param command its name
 */
record Beside(String command) {
    private static final BesideEtcdctl BOTH = BesideEtcdctl.shared();
    private static final String ENDPOINT = BOTH.etcd().endpoint(0);

    /** Ours, which goes on. */
    Started start(String... words) {
        return Started.of(all(words));
    }

    /** Ours, which comes to an end by itself. */
    Ran run(String... words) {
        return Ran.of(all(words));
    }

    /** Theirs, which goes on. */
    Etcdctl etcdctl(String... words) throws Exception {
        return new Etcdctl(
                ENDPOINT, Stream.concat(Stream.of(command), Stream.of(words)).toArray(String[]::new));
    }

    private String[] all(String... words) {
        return Stream.concat(Stream.of(command, "--endpoints=" + ENDPOINT), Stream.of(words))
                .toArray(String[]::new);
    }

    /** The keys of all who want it, in their order: the first has it. */
    static List<String> queue(String name) {
        return BOTH.etcdctl("get", name + "/", "--prefix", "--keys-only", "--sort-by=CREATE")
                .out()
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Takes it away from all of them. */
    static void delete(String name) {
        BOTH.etcdctl("del", name + "/", "--prefix");
    }

    /** What is shown, without what is another each time. */
    static String numbers(String text) {
        return text.replaceAll("/[0-9a-f]{8,}", "/ID")
                .replaceAll("(\"?[a-zA-Z_]+\"? ?: ?)\\d+", "$1N")
                .replaceAll("\"key\":\"[^\"]+\"", "\"key\":\"K\"");
    }
}
