package dev.tercet.cli.output;

import dev.tercet.cli.error.CommandException;

/** Ids of leases and members: hexadecimal, as everywhere in etcdctl. */
public final class Ids {
    private Ids() {}

    /**
     * Reads one, with or without {@code 0x}.
     *
     * @param what which word it is, for the message
     */
    public static long parse(String what, String text) {
        try {
            return Long.parseUnsignedLong(text.startsWith("0x") ? text.substring(2) : text, 16);
        } catch (NumberFormatException e) {
            throw CommandException.wrongUsage(what + " is '" + text + "', which is no id in hexadecimal.");
        }
    }

    /** A lease: sixteen digits. */
    public static String lease(long id) {
        return String.format("%016x", id);
    }

    /** A member. */
    public static String member(long id) {
        return Long.toHexString(id);
    }

    /** As a number without a sign, as etcdctl has it in fields and JSON. */
    public static String decimal(long id) {
        return Long.toUnsignedString(id);
    }
}
