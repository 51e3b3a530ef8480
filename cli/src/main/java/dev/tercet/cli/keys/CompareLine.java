package dev.tercet.cli.keys;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Compare.Relation;
import dev.tercet.kv.KeyRange;

/** A condition of a transaction, as a line: {@code mod("key") > "5"}. */
final class CompareLine {
    private static final int HEX = 16;

    private final String line;
    private int at;

    private CompareLine(String line, int at) {
        this.line = line;
        this.at = at;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Compare of(String line) {
        int open = line.indexOf('(');
        if (open < 0) {
            throw new IllegalArgumentException("a compare is target(\"key\") = \"value\"");
        }
        return new CompareLine(line, open + 1).read(line.substring(0, open).strip());
    }

    private Compare read(String target) {
        Bytes key = quoted();
        if (key.isEmpty()) {
            throw new IllegalArgumentException("the key is empty");
        }
        skipBlanks();
        if (at == line.length() || line.charAt(at++) != ')') {
            throw new IllegalArgumentException("the parenthesis behind the key is missing");
        }
        Relation relation = relation();
        Bytes value = quoted();
        skipBlanks();
        if (at < line.length()) {
            throw new IllegalArgumentException("there is more behind the value");
        }
        KeyRange one = KeyRange.of(key);
        return switch (target) {
            case "ver", "version" -> Compare.version(one).is(relation, number(value, 10));
            case "c", "create" -> Compare.createRevision(one).is(relation, number(value, 10));
            case "m", "mod" -> Compare.modRevision(one).is(relation, number(value, 10));
            case "val", "value" -> Compare.value(one).is(relation, value);
            case "lease" -> Compare.lease(one).is(relation, number(value, HEX));
            default ->
                throw new IllegalArgumentException(
                        "what is compared is none of version, create, mod, value, lease: " + target);
        };
    }

    private Bytes quoted() {
        skipBlanks();
        GoQuoted word = GoQuoted.at(line, at);
        at = word.end();
        return word.bytes();
    }

    private Relation relation() {
        skipBlanks();
        int from = at;
        while (at < line.length() && "=!<>".indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        return switch (line.substring(from, at)) {
            case "=" -> Relation.EQUAL;
            case "!=" -> Relation.NOT_EQUAL;
            case "<" -> Relation.LESS;
            case ">" -> Relation.GREATER;
            default -> throw new IllegalArgumentException("it compares by none of =, !=, <, >");
        };
    }

    private static long number(Bytes value, int radix) {
        try {
            return Long.parseLong(value.utf8(), radix);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(value + " is no number" + (radix == HEX ? " in hexadecimal" : ""), e);
        }
    }

    private void skipBlanks() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
    }
}
