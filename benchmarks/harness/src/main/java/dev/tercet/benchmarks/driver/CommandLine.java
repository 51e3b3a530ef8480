package dev.tercet.benchmarks.driver;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line taken apart: which words and options are there, not what they mean.
 *
 * @param words what is no option, in order
 * @param flags options without a value
 * @param values options with their values; of one that comes twice the last
 */
public record CommandLine(List<String> words, Set<String> flags, Map<String, String> values) {

    /** Takes it apart; an {@link IllegalArgumentException} says what is wrong with it. */
    public static CommandLine of(List<String> args, Set<String> flags, Set<String> withValues) {
        List<String> words = new ArrayList<>();
        Set<String> given = new HashSet<>();
        Map<String, String> values = new HashMap<>();
        Deque<String> rest = new ArrayDeque<>(args);
        while (!rest.isEmpty()) {
            String word = rest.pop();
            if (flags.contains(word)) {
                given.add(word);
            } else if (withValues.contains(word)) {
                if (rest.isEmpty()) {
                    throw new IllegalArgumentException(word + " needs a value");
                }
                values.put(word, rest.pop());
            } else if (word.startsWith("-")) {
                throw new IllegalArgumentException("no such option: " + word);
            } else {
                words.add(word);
            }
        }
        return new CommandLine(words, given, values);
    }

    /** Whether this flag is there. */
    public boolean has(String flag) {
        return flags.contains(flag);
    }

    /** The value of this option, if it is there. */
    public Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }

    /** The value of this option as a file, if it is there. */
    public Optional<Path> file(String option) {
        return value(option).map(Path::of);
    }

    /** The value of this option as a file to be written in the end, which is tried here; a {@link CannotBeginException} if it cannot be. */
    public Optional<Path> output(String option) {
        return file(option).map(Output::writable);
    }

    /** Tells on standard error why nothing is measured, and after a wrong use where to read about the right one; exits with 2. */
    public static void refuse(IllegalArgumentException e, String hint) {
        System.err.println("bench: " + e.getMessage());
        if (!(e instanceof CannotBeginException)) {
            System.err.println(hint);
        }
        System.exit(2);
    }

    /** The value of this option as a number above zero; that other one if it is not there. */
    double positive(String option, double otherwise) {
        double number;
        try {
            number = value(option).map(Double::parseDouble).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " takes a number", e);
        }
        if (!(number > 0) || !Double.isFinite(number)) {
            throw new IllegalArgumentException(option + " takes a number above zero");
        }
        return number;
    }

    /** The value of this option as a whole number above zero; that other one if it is not there. */
    int count(String option, int otherwise) {
        double number = positive(option, otherwise);
        if (number != (int) number) {
            throw new IllegalArgumentException(option + " takes a whole number");
        }
        return (int) number;
    }

    /** Complains of words, for who takes options only. */
    public void noWords() {
        if (!words.isEmpty()) {
            throw new IllegalArgumentException("no such option: " + words.get(0));
        }
    }
}
