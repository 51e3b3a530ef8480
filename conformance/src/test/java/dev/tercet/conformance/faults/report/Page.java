package dev.tercet.conformance.faults.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The page, made from {@code timeline.html} beside this class's resources. */
final class Page {
    /**
     * A violation.
     *
     * @param at in microseconds; -1 if at no one time
     */
    record Mark(String rule, String says, long at, List<Long> operations) {}

    private Page() {}

    static String of(
            String title,
            String found,
            List<String> summary,
            List<Mark> marks,
            Collection<String> lanes,
            List<String> bars,
            long end) {
        return template()
                .replace("@TITLE@", html(title))
                .replace("@FOUND@", html(found))
                .replace(
                        "@SUMMARY@",
                        summary.stream().map(line -> "<li>" + html(line)).collect(Collectors.joining("\n")))
                .replace("@VIOLATIONS@", violations(marks))
                .replace("@LANES@", lanes.stream().map(Page::json).collect(Collectors.joining(",", "[", "]")))
                .replace("@MARKS@", marks.stream().map(Page::mark).collect(Collectors.joining(",\n", "[", "]")))
                .replace("@END@", Long.toString(Math.max(1, end)))
                .replace("@BARS@", bars.stream().collect(Collectors.joining(",\n", "[", "]")));
    }

    private static String violations(List<Mark> marks) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < marks.size(); i++) {
            text.append("<article id=\"v")
                    .append(i + 1)
                    .append("\"><a href=\"#v")
                    .append(i + 1)
                    .append("\" data-mark=\"");
            text.append(i)
                    .append("\">")
                    .append(i + 1)
                    .append(". ")
                    .append(html(marks.get(i).rule()));
            text.append("</a><pre>").append(html(marks.get(i).says())).append("</pre></article>\n");
        }
        return text.toString();
    }

    private static String mark(Mark mark) {
        return "[" + mark.at() + "," + mark.operations() + "]";
    }

    private static String template() {
        try (InputStream page = Page.class.getResourceAsStream("timeline.html")) {
            return new String(Objects.requireNonNull(page, "timeline.html").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("@", "&#64;");
    }

    /** A string as a script has it, harmless inside of a page too. */
    static String json(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029' || c == '@') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
