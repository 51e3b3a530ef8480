package dev.tercet.cli.check;

import dev.tercet.cli.error.CommandException;

/** How great a load is: etcdctl's four. */
enum Size {
    SMALL(150, 50, 10_000),
    MEDIUM(1_000, 200, 100_000),
    LARGE(8_000, 500, 1_000_000),
    XLARGE(15_000, 1_000, 3_000_000);

    private final int rate;
    private final int clients;
    private final int keys;

    Size(int rate, int clients, int keys) {
        this.rate = rate;
        this.clients = clients;
        this.keys = keys;
    }

    /** How many puts a second. */
    int rate() {
        return rate;
    }

    /** How many of them at the same time at most. */
    int clients() {
        return clients;
    }

    /** How many keys, where it is about their number. */
    int keys() {
        return keys;
    }

    /** By one of its names. */
    static Size of(String name) {
        return switch (name) {
            case "s", "small" -> SMALL;
            case "m", "medium" -> MEDIUM;
            case "l", "large" -> LARGE;
            case "xl", "xLarge" -> XLARGE;
            default -> throw CommandException.wrongUsage("there is no load '" + name + "': it is s, m, l or xl.");
        };
    }
}
