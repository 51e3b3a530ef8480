package dev.tercet.benchmarks.driver;

import java.util.Locale;

/** Figures as people read them. */
final class Text {
    private Text() {}

    /** With a few digits that matter: an event costs a fraction of a microsecond, a range a thousand. */
    static String few(double value) {
        return number(value < 10 ? "%.2f" : "%,.1f", value);
    }

    /** A whole number. */
    static String whole(double value) {
        return number("%,.0f", value);
    }

    /** A ratio. */
    static String ratio(double value) {
        return number("%.2f", value);
    }

    /** In that format; a dash if it is not a number. */
    static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
    }
}
