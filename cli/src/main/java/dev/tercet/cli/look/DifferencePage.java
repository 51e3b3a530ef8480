package dev.tercet.cli.look;

import dev.tercet.cli.output.Colours;
import dev.tercet.cli.output.Out;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Differences for people: a line for each key, with a plus, a minus or a tilde, and below it what the value was and is.
 *
 * @param out where to
 * @param colours colours
 * @param hex whether bytes are shown in hexadecimal
 * @param namesOnly without values
 * @param whole whether long values are shown whole
 */
record DifferencePage(Out out, Colours colours, boolean hex, boolean namesOnly, boolean whole) {
    private static final int MOST_LINES = 20;

    void print(Difference difference) {
        String line = difference.kind().sign() + " " + Shown.key(difference.key(), hex);
        switch (difference.kind()) {
            case ADDED -> out.line(colours.green(line + value(difference.right())));
            case REMOVED -> out.line(colours.red(line + value(difference.left())));
            case CHANGED -> {
                out.line(colours.yellow(line));
                if (!namesOnly && difference.left() != null && difference.right() != null) {
                    values(difference.left().value(), difference.right().value());
                }
            }
        }
    }

    private String value(@Nullable KeyValue kv) {
        return namesOnly || kv == null ? "" : " = " + Shown.value(kv.value(), hex, whole);
    }

    private void values(Bytes left, Bytes right) {
        Optional<String> one = hex ? Optional.empty() : Shown.text(left);
        Optional<String> other = hex ? Optional.empty() : Shown.text(right);
        if (one.isPresent() && other.isPresent() && !(Shown.isOneLine(one.get()) && Shown.isOneLine(other.get()))) {
            lines(LineDiff.of(one.get(), other.get()));
            return;
        }
        String before = Shown.value(left, hex, whole);
        String after = Shown.value(right, hex, whole);
        if (before.equals(after)) {
            // Only what was cut tells them apart.
            out.line("    the values differ behind that: --full shows them whole");
        }
        out.line(colours.red("    - " + before));
        out.line(colours.green("    + " + after));
    }

    private void lines(LineDiff diff) {
        out.line(colours.dim("    line " + diff.first() + ":"));
        lines("    - ", diff.removed()).forEach(line -> out.line(colours.red(line)));
        lines("    + ", diff.added()).forEach(line -> out.line(colours.green(line)));
    }

    private List<String> lines(String sign, List<String> lines) {
        List<String> shown = new ArrayList<>();
        int most = whole ? lines.size() : Math.min(lines.size(), MOST_LINES);
        lines.subList(0, most).forEach(line -> shown.add(sign + line));
        if (most < lines.size()) {
            shown.add(sign + "… (" + (lines.size() - most) + " more lines: --full shows them)");
        }
        return shown;
    }
}
