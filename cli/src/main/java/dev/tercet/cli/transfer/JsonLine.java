package dev.tercet.cli.transfer;

import dev.tercet.kv.Bytes;
import java.util.Base64;
import java.util.Map;

/**
 * The members of one line. What is not known is left alone: later versions may have more to say.
 *
 * @param members the members
 * @param place for what makes no sense
 */
record JsonLine(Map<?, ?> members, FilePlace place) {
    boolean has(String member) {
        return members.containsKey(member);
    }

    /** Bytes, under their name as text or under another in Base64. */
    Bytes bytes(String member) {
        String encoded = member + "_base64";
        if (!has(encoded)) {
            return new Types(KeyType.UTF8, ValueType.UTF8).value(member, text(member), place);
        }
        if (has(member)) {
            throw place.wrong("there is both '" + member + "' and '" + encoded + "'");
        }
        try {
            return Bytes.wrap(Base64.getDecoder().decode(text(encoded)));
        } catch (IllegalArgumentException e) {
            throw place.wrong("'" + encoded + "' is not Base64: " + e.getMessage());
        }
    }

    /** A text that has to be there. */
    String text(String member) {
        if (members.get(member) instanceof String text) {
            return text;
        }
        throw place.wrong(has(member) ? "'" + member + "' is no text" : "'" + member + "' is missing");
    }

    /** A whole number, 0 if it is not there. */
    long number(String member) {
        if (!has(member)) {
            return 0;
        }
        try {
            if (members.get(member) instanceof JsonNumber number && Long.parseLong(number.text()) >= 0) {
                return Long.parseLong(number.text());
            }
        } catch (NumberFormatException e) {
            throw place.wrong("'" + member + "' is no whole number: " + e.getMessage());
        }
        throw place.wrong("'" + member + "' is no whole number from 0 on");
    }

    /** An id in hexadecimal, 0 if it is not there. */
    long id(String member) {
        if (!has(member)) {
            return 0;
        }
        try {
            return Long.parseUnsignedLong(text(member), 16);
        } catch (NumberFormatException e) {
            throw place.wrong("'" + member + "' is no id in hexadecimal: " + e.getMessage());
        }
    }
}
