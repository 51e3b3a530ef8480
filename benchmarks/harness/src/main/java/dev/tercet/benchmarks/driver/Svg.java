package dev.tercet.benchmarks.driver;

import java.util.Locale;

/** A picture that grows downwards: rectangles, lines and text. */
final class Svg {
    /** Grey enough to be read on white and on black: whoever shows the picture does not say which it will be. */
    static final String INK = "#6e7781";

    private final StringBuilder body = new StringBuilder();

    void bar(double x, double y, double width, double height, String colour) {
        body.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"1.5\" fill=\"%s\"/>%n",
                x,
                y,
                width,
                height,
                colour));
    }

    void line(double x, double top, double bottom, String dashes) {
        body.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-dasharray=\"%s\"/>%n",
                x,
                x,
                top,
                bottom,
                INK,
                dashes));
    }

    /** Text from {@code x} on; {@code style} names what differs from the usual, such as {@code font-weight="bold"}. */
    void text(double x, double y, String text, String style) {
        String safe = text.replace("&", "&amp;").replace("<", "&lt;");
        body.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" %s>%s</text>%n", x, y, style, safe));
    }

    String render(double width, double height, String title) {
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$.0f %2$.0f" width="%1$.0f" height="%2$.0f" role="img" \
                font-family="-apple-system,'Segoe UI','DejaVu Sans',Helvetica,Arial,sans-serif" font-size="12" fill="%3$s">
                <title>%4$s</title>
                %5$s</svg>
                """, width, height, INK, title, body);
    }
}
