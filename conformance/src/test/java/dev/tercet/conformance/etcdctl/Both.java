package dev.tercet.conformance.etcdctl;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/**
 * A real etcd and an embedded one, both new, to which every command is told alike; what is said to it must be alike as well. All
 * differences are told together, at the end.
 */
final class Both implements AutoCloseable {
    private static final long QUOTA = 2L << 30;

    private final Side real;
    private final Side embedded;
    private final List<String> differences = new ArrayList<>();
    private final Map<String, Pattern> names = new LinkedHashMap<>();
    private final Map<Pattern, String> exceptions = new LinkedHashMap<>();

    private Both(Sides sides) {
        real = sides.real();
        embedded = sides.embedded();
    }

    /**
     * Both, for an {@code etcdctl} of this version.
     *
     * @throws TestAbortedException if it is not to be had
     */
    static Both start(String version) {
        return start(version, QUOTA);
    }

    /** Both, with room for this many bytes. */
    static Both start(String version, long quotaBytes) {
        Both both = new Both(Sides.start(version, quotaBytes));
        both.introduce();
        return both;
    }

    private void introduce() {
        naming("cluster", "\"cluster_id\":(\\d+)");
        naming("member", "\"ID\":(\\d+)");
        naming("peer", "\"peerURLs\":\\[\"http://([^\"]*)\"");
        ok("member", "list", "-w", "json");
    }

    /** From now on, what {@code pattern} finds may differ, and is read as {@code instead}. */
    void except(String pattern, String instead) {
        exceptions.put(Pattern.compile(pattern), instead);
    }

    /** Runs a command, without input. */
    Said run(String... args) {
        return typed("", args);
    }

    /** Runs a command that should be done. */
    Said ok(String... args) {
        Said said = run(args);
        if (said.code() != 0) {
            throw new AssertionError(String.join(" ", args) + " fails at the real one: " + said);
        }
        return said;
    }

    /** Runs a command that should be refused. */
    Said no(String... args) {
        Said said = run(args);
        if (said.code() == 0) {
            throw new AssertionError(String.join(" ", args) + " is done by the real one: " + said);
        }
        return said;
    }

    /** Runs a command that should be done, and tells its lines in no order. */
    void sorted(String... args) {
        try (Going going = start(args)) {
            going.end(out -> out.lines()
                    .sorted(Comparator.comparing(line -> line.replaceFirst("^\\w+", "")))
                    .collect(Collectors.joining("\n")));
        }
    }

    /** Runs a command whose output is a message; all but its header, where the ids are, must be the same. */
    <M extends Message> void message(Parser<M> parser, String... args) {
        try (Going going = start(args)) {
            Said said = going.end(out -> parsed(parser, out));
            if (said.code() != 0) {
                throw new AssertionError(String.join(" ", args) + " fails at the real one: " + said);
            }
        }
    }

    private static String parsed(Parser<? extends Message> parser, String out) {
        try {
            Message message = parser.parseFrom(ByteString.copyFrom(out, StandardCharsets.ISO_8859_1));
            Message.Builder builder = message.toBuilder();
            return builder.clearField(builder.getDescriptorForType().findFieldByName("header"))
                    .build()
                    .toString();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("not a message: " + out, e);
        }
    }

    /** Runs a command to which the two may answer differently. */
    void apart(BiConsumer<Said, Said> check, String... args) {
        try (Running there = real.start(List.of(args));
                Running here = embedded.start(List.of(args))) {
            there.endOfInput();
            here.endOfInput();
            check.accept(there.end(), here.end());
        }
    }

    /** Runs a command with this as its input. */
    Said typed(String input, String... args) {
        try (Going going = start(args)) {
            return (input.isEmpty() ? going : going.type(input)).end();
        }
    }

    /** Starts a command. */
    Going start(String... args) {
        List<String> command = List.of(args);
        Running there = real.start(command);
        return new Going(this, String.join(" ", args), there, embedded.start(command));
    }

    /**
     * Gives a name to what the group in {@code pattern} finds in what the next command says: from now on, it stands for that, in
     * braces.
     */
    Both naming(String name, String pattern) {
        names.put(name, Pattern.compile(pattern));
        return this;
    }

    /** Gives a name to what is called differently for the two. */
    void give(String name, String ofReal, String ofEmbedded) {
        real.give(name, ofReal);
        embedded.give(name, ofEmbedded);
    }

    void keep(String name, Pattern pattern, String saidByReal, String saidByEmbedded) {
        real.keep(name, pattern, saidByReal);
        embedded.keep(name, pattern, saidByEmbedded);
    }

    /** Runs a command again and again, until both answer as wished; how often is not compared. */
    void until(Predicate<String> wish, String... args) {
        await(() -> wish.test(once(real, args)) && wish.test(once(embedded, args)), String.join(" ", args));
    }

    private static String once(Side side, String... args) {
        try (Running running = side.start(List.of(args))) {
            running.endOfInput();
            return running.end().out();
        }
    }

    /** Waits until both have this many watches. */
    void untilWatches(int count) {
        await(() -> real.watches() == count && embedded.watches() == count, count + " watches");
    }

    private static void await(BooleanSupplier wish, String what) {
        if (!Patience.until(wish)) {
            throw new AssertionError("waited too long for " + what);
        }
    }

    /** Where the real one is, and the embedded one. */
    List<String> endpoints() {
        return List.of(real.endpoint(), embedded.endpoint());
    }

    Said compare(String command, Said there, Said here) {
        names.forEach((name, pattern) -> keep(name, pattern, there.out(), here.out()));
        names.clear();
        Said expected = common(real, there);
        Said actual = common(embedded, here);
        if (!expected.equals(actual)) {
            differences.add("etcdctl " + command + "\nthe real one: " + expected + "\nthe embedded one: " + actual);
        }
        return expected;
    }

    private Said common(Side side, Said said) {
        return new Said(said.code(), common(side, said.out()), common(side, said.err()));
    }

    private String common(Side side, String said) {
        String common = side.words(said);
        for (Map.Entry<Pattern, String> exception : exceptions.entrySet()) {
            common = exception.getKey().matcher(common).replaceAll(exception.getValue());
        }
        return common;
    }

    @Override
    public void close() {
        real.end();
        embedded.end();
        if (!differences.isEmpty()) {
            throw new AssertionError(differences.size() + " differences\n\n" + String.join("\n\n", differences));
        }
    }
}
