package dev.tercet.cli.tour;

/**
 * What a step tells when all was as expected.
 *
 * @param text what was done and what came
 * @param note an aside, such as the revision; may be empty
 */
record Line(String text, String note) {
    static Line of(String text) {
        return new Line(text, "");
    }

    static Line atRevision(long revision, String text) {
        return new Line(text, "revision " + revision);
    }
}
