package dev.tercet.conformance.etcdctl;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A command that goes on, at both sides. What it says is compared when it has ended. */
final class Going implements AutoCloseable {
    private final Both both;
    private final String command;
    private final Running real;
    private final Running embedded;

    Going(Both both, String command, Running real, Running embedded) {
        this.both = both;
        this.command = command;
        this.real = real;
        this.embedded = embedded;
    }

    Going type(String text) {
        real.type(text);
        embedded.type(text);
        return this;
    }

    /** Waits until both have said this. */
    Going await(String text) {
        return await(said -> said.contains(text), text);
    }

    /** Waits until both have said this so many times. */
    Going await(String text, int times) {
        return await(said -> said.split(Pattern.quote(text), -1).length > times, times + " times " + text);
    }

    private Going await(Predicate<String> wish, String words) {
        if (!real.await(wish)) {
            throw new AssertionError("the real one never says " + words + " to " + command + ":\n" + real.soFar());
        }
        if (!embedded.await(wish)) {
            throw new AssertionError(
                    "the embedded one never says " + words + " to " + command + ":\n" + embedded.soFar());
        }
        return this;
    }

    /** Gives a name to what the group in {@code pattern} finds in what was said so far. */
    Going keep(String name, String pattern) {
        both.keep(name, Pattern.compile(pattern), real.soFar(), embedded.soFar());
        return this;
    }

    /** Waits until both have ended, after the end of their input. */
    Said end() {
        return end(out -> out);
    }

    /** Likewise, with their output read so. */
    Said end(UnaryOperator<String> reading) {
        real.endOfInput();
        embedded.endOfInput();
        return both.compare(command, real.end().read(reading), embedded.end().read(reading));
    }

    /** Ends both by a signal, as a user would. */
    Said interrupt() {
        return stop().end();
    }

    Going stop() {
        real.signal();
        embedded.signal();
        return this;
    }

    @Override
    public void close() {
        real.close();
        embedded.close();
    }
}
