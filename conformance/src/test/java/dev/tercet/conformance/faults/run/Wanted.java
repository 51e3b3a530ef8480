package dev.tercet.conformance.faults.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a command line asks for.
 *
 * @param time for all scenarios together
 * @param seed empty for a new one
 * @param scenarios by name, in their order; empty for all
 * @param etcd empty for 3.5 and the newest in turn
 * @param one a case that is to be had again, by its name
 * @param out where reports go
 */
record Wanted(
        Duration time,
        OptionalLong seed,
        Set<String> scenarios,
        Optional<String> etcd,
        Optional<String> one,
        Path out) {
    /** Enough for every scenario to meet every kind of fault that it is about. */
    static final int DEFAULT_MINUTES = 10;

    /** Enough for every scenario to do all that it names. */
    static final int FULL_MINUTES = 60;

    private static final double MOST_MINUTES = 7 * 24 * 60;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?|\\.[0-9]+");
    /** Some count on from theirs. */
    private static final Pattern SEED = Pattern.compile("[0-9]{1,15}");

    private static final Pattern VERSION = Pattern.compile("newest|[0-9]+\\.[0-9]+(\\.[0-9]+)?");

    /**
     * Reads a command line.
     *
     * @param known what scenarios there are
     * @throws IllegalArgumentException with words for whoever wrote it
     */
    static Wanted of(List<String> args, Set<String> known) {
        double minutes = 0;
        OptionalLong seed = OptionalLong.empty();
        Set<String> scenarios = new LinkedHashSet<>();
        Optional<String> etcd = Optional.empty();
        Optional<String> one = Optional.empty();
        Path out = Path.of("target", "faults");
        Iterator<String> rest = args.iterator();
        while (rest.hasNext()) {
            String arg = rest.next();
            switch (arg) {
                case "--seed" -> seed = OptionalLong.of(seed(value(arg, rest)));
                case "--scenario" -> scenarios.add(scenario(value(arg, rest), known));
                case "--etcd" -> etcd = Optional.of(version(value(arg, rest)));
                case "--case" -> one = Optional.of(value(arg, rest));
                case "--out" -> out = Path.of(value(arg, rest));
                default -> {
                    if (arg.startsWith("-")) {
                        throw new IllegalArgumentException("there is no option " + arg);
                    }
                    if (minutes > 0) {
                        throw new IllegalArgumentException(
                                "the minutes are said already, and then comes '" + arg + "'");
                    }
                    minutes = minutes(arg);
                }
            }
        }
        if (one.isPresent() && scenarios.size() != 1) {
            throw new IllegalArgumentException("--case is of one --scenario, which has to be said");
        }
        Duration time = Duration.ofMillis(Math.round((minutes > 0 ? minutes : DEFAULT_MINUTES) * 60_000));
        return new Wanted(time, seed, scenarios, etcd, one, out);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        String value = rest.next();
        if (value.isEmpty()) {
            throw new IllegalArgumentException(option + " has an empty value");
        }
        return value;
    }

    private static double minutes(String text) {
        double minutes = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : -1;
        if (minutes < 0.01 || minutes > MOST_MINUTES) {
            throw new IllegalArgumentException(
                    "minutes are a number from 0.01 to " + (long) MOST_MINUTES + ", not '" + text + "'");
        }
        return minutes;
    }

    private static long seed(String text) {
        if (!SEED.matcher(text).matches()) {
            throw new IllegalArgumentException("a seed is a whole number of up to 15 digits, not '" + text + "'");
        }
        return Long.parseLong(text);
    }

    private static String scenario(String name, Set<String> known) {
        if (!known.contains(name)) {
            throw new IllegalArgumentException(
                    "there is no scenario '" + name + "'; there are " + String.join(", ", known));
        }
        return name;
    }

    private static String version(String text) {
        if (!VERSION.matcher(text).matches()) {
            throw new IllegalArgumentException("an etcd is said as 3.5, 3.6.14 or newest, not '" + text + "'");
        }
        return text;
    }
}
