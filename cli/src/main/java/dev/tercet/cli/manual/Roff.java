package dev.tercet.cli.manual;

import java.util.List;
import java.util.Locale;

/** A page for {@code man}, as it is written. Text is escaped here and nowhere else. */
final class Roff {
    private final StringBuilder page = new StringBuilder();

    /** The page's head: what it is called, in which section, of what. */
    Roff title(String name, int section, String version) {
        return raw(".TH \"" + escaped(name) + "\" \"" + section + "\" \"\" \"" + escaped(version) + "\" \"Manual of "
                        + escaped(name.toLowerCase(Locale.ROOT)) + "\"")
                // Names of variables and options are copied: nothing may be hyphenated in them.
                .raw(".nh")
                .raw(".ad l");
    }

    /** A heading. */
    Roff section(String heading) {
        return raw(".SH " + escaped(heading));
    }

    /** A heading below one. */
    Roff subsection(String heading) {
        return raw(".SS " + escaped(heading));
    }

    /** A paragraph. */
    Roff paragraph(String text) {
        return raw(".PP").text(text);
    }

    /** Text that goes on with what is before it. */
    Roff text(String text) {
        return text.isBlank() ? this : raw(line(text));
    }

    /** What something is called, in bold with what belongs to it, and what it is. */
    Roff item(String name, String rest, String text) {
        return raw(".TP")
                .raw(bold(name) + (rest.isEmpty() ? "" : " " + italic(rest)))
                .raw(line(text));
    }

    /** Lines as they are. */
    Roff example(List<String> lines) {
        raw(".PP").raw(".RS 4").raw(".nf");
        lines.forEach(text -> raw(line(text)));
        return raw(".fi").raw(".RE");
    }

    /** The command line of a command. */
    Roff synopsis(String command, String rest) {
        return raw(".PP").raw(bold(command) + (rest.isEmpty() ? "" : " " + escaped(rest)));
    }

    private static String bold(String text) {
        return "\\fB" + escaped(text) + "\\fR";
    }

    private static String italic(String text) {
        return "\\fI" + escaped(text) + "\\fR";
    }

    /** A line must not begin as a request does. */
    private static String line(String text) {
        String escaped = escaped(text.strip());
        return escaped.startsWith(".") || escaped.startsWith("\\(aq") ? "\\&" + escaped : escaped;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("\"", "\\(dq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti");
    }

    private Roff raw(String line) {
        page.append(line).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
