package dev.tercet.conformance.etcdctl;

import java.util.function.UnaryOperator;

/**
 * What a command said, and whether it was content.
 *
 * @param code its exit code
 * @param out its standard output, a character for a byte
 * @param err its standard error, likewise
 */
record Said(int code, String out, String err) {
    Said read(UnaryOperator<String> reading) {
        return new Said(code, reading.apply(out), err);
    }

    @Override
    public String toString() {
        return "exit code " + code + "\n" + out + (err.isEmpty() ? "" : "on standard error:\n" + err);
    }
}
