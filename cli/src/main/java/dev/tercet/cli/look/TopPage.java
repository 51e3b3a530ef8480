package dev.tercet.cli.look;

import dev.tercet.cli.output.Colours;
import dev.tercet.cli.output.GoText;
import dev.tercet.cli.output.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What happened in a while, as rates.
 *
 * @param activity what happened
 * @param time how long the while was
 * @param most how many directories, and how many keys
 */
record TopPage(Activity activity, Duration time, int most, boolean hex) {
    private static final int LONGEST_NAME = 50;
    /** Lines that are in no list. */
    private static final int HEADINGS = 5;

    /** As a screen, with less of both lists where there is no room for all. */
    List<String> screen(String state, Colours colours, ScreenSize size) {
        int room = Math.max(2, size.lines() - HEADINGS - 1);
        List<Activity.Count> keys = activity.keys(most);
        List<Activity.Count> directories = activity.directories(Math.min(most, Math.max(room / 2, room - keys.size())));
        List<String> lines = new ArrayList<>();
        lines.add(size.cut(sum() + state));
        lines.add("");
        lines.add(colours.dim(size.cut(line("PUTS/S", "DELETES/S", "BYTES/S", "DIRECTORY"))));
        directories.forEach(each -> lines.add(size.cut(line(each))));
        lines.add("");
        lines.add(colours.dim(size.cut(line("PUTS/S", "DELETES/S", "BYTES/S", "KEY"))));
        keys.stream().limit(room - directories.size()).forEach(each -> lines.add(size.cut(line(each))));
        // The last line of the screen is where the cursor is.
        return lines.subList(0, Math.min(lines.size(), Math.max(1, size.lines() - 1)));
    }

    /** As one line. */
    String line() {
        return sum()
                + activity.directories(most).stream()
                        .map(each -> "  " + name(each) + " " + rate(each.events()))
                        .collect(Collectors.joining());
    }

    /** As rows: the sum, and one for each directory. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(row("all", activity.all()));
        activity.directories(most).forEach(each -> rows.add(row("directory", each)));
        activity.keys(most).forEach(each -> rows.add(row("key", each)));
        return rows;
    }

    private Row row(String type, Activity.Count count) {
        return Row.empty()
                .with("type", type)
                .with("path", count.name())
                .with("puts", count.puts())
                .with("deletes", count.deletes())
                .with("bytes", count.bytes())
                .with("milliseconds", time.toMillis());
    }

    private String sum() {
        Activity.Count all = activity.all();
        return rate(all.puts()) + " puts/s, " + rate(all.deletes()) + " deletes/s, " + size(all.bytes()) + "/s";
    }

    private String line(Activity.Count count) {
        return line(rate(count.puts()), rate(count.deletes()), size(count.bytes()), name(count));
    }

    private static String line(String puts, String deletes, String bytes, String name) {
        return String.format(Locale.ROOT, "%10s %10s %10s  %s", puts, deletes, bytes, name);
    }

    private String name(Activity.Count count) {
        if (count.name().isEmpty()) {
            return "(all keys)";
        }
        String name = Shown.key(count.name(), hex);
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    private String rate(long count) {
        return String.format(Locale.ROOT, "%.1f", count / seconds());
    }

    private String size(long bytes) {
        return GoText.size(Math.round(bytes / seconds()));
    }

    private double seconds() {
        return time.toNanos() / 1e9;
    }
}
