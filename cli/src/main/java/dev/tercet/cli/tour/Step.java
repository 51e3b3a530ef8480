package dev.tercet.cli.tour;

/**
 * One thing that is shown.
 *
 * @param name a word or two
 * @param act what is done, checked and told
 */
record Step(String name, Act act) {
    /** Does it, or throws: a {@link Surprise}, or what the client threw. */
    @FunctionalInterface
    interface Act {
        Line show();
    }
}
