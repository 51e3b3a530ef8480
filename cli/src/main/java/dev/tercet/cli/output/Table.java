package dev.tercet.cli.output;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A grid, as etcdctl draws it: capitals in the middle at the head, cells to the right.
 *
 * @param head the columns' names
 * @param rows cells, as many in each row as there are columns
 */
public record Table(List<String> head, List<List<String>> rows) {
    /** Draws it. */
    public void draw(Out out) {
        int[] widths = IntStream.range(0, head.size()).map(this::width).toArray();
        StringBuilder rule = new StringBuilder("+");
        for (int width : widths) {
            rule.append("-".repeat(width + 2)).append('+');
        }
        out.line(rule.toString());
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            line.append(middle(head.get(i).toUpperCase(Locale.ROOT), widths[i])).append('|');
        }
        out.line(line.toString()).line(rule.toString());
        for (List<String> row : rows) {
            line = new StringBuilder("|");
            for (int i = 0; i < widths.length; i++) {
                line.append(" ".repeat(widths[i] - columns(row.get(i)) + 1))
                        .append(row.get(i))
                        .append(" |");
            }
            out.line(line.toString());
        }
        if (!rows.isEmpty()) {
            out.line(rule.toString());
        }
    }

    private int width(int column) {
        int widest = columns(head.get(column));
        for (List<String> row : rows) {
            widest = Math.max(widest, columns(row.get(column)));
        }
        return widest;
    }

    private static String middle(String text, int width) {
        int spaces = width - columns(text);
        return " ".repeat(spaces / 2 + 1) + text + " ".repeat(spaces - spaces / 2 + 1);
    }

    private static int columns(String text) {
        return text.codePointCount(0, text.length());
    }
}
