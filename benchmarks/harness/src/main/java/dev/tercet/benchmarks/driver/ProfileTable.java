package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lays out where the time and the bytes of each client went: by whose code, and by what the thread is there for. */
final class ProfileTable {
    private static final String LINE = "%-12s  %10s  %s  |%s%n";

    private final Run run;
    private final Recordings recordings;

    ProfileTable(Run run, Recordings recordings) {
        this.run = run;
        this.recordings = recordings;
    }

    String render() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Row row : run.rows()) {
            Map<Contender, Profile> profiles = new TreeMap<>();
            for (Contender contender : run.contenders()) {
                Optional<Profile> profile = recordings.profile(row, contender);
                profile.ifPresent(known -> profiles.put(contender, known));
            }
            if (!profiles.isEmpty()) {
                text.append(render(row.title(), profiles)).append('\n');
            }
        }
        return text.toString();
    }

    /** Of one row. */
    static String render(String title, Map<Contender, Profile> profiles) {
        StringBuilder text = new StringBuilder("where it went: " + title + "\n");
        text.append(heading("CPU", "samples"));
        profiles.forEach((contender, profile) ->
                text.append(line(contender, profile.cpu(), profile.cpu().total())));
        text.append(heading("bytes", "MB"));
        profiles.forEach((contender, profile) ->
                text.append(line(contender, profile.bytes(), profile.bytes().total() / 1e6)));
        return text.toString();
    }

    private static String heading(String what, String unit) {
        String heading = String.format(
                LINE,
                what,
                unit,
                columns(Stream.of(Layer.values()).map(Layer::title).toList()),
                columns(Stream.of(ThreadRole.values()).map(ThreadRole::title).toList()));
        return heading + "-".repeat(heading.stripTrailing().length()) + "\n";
    }

    private static String line(Contender contender, Shares shares, double total) {
        return String.format(
                LINE,
                contender.id(),
                Text.whole(total),
                columns(Stream.of(Layer.values())
                        .map(layer -> percent(shares.of(layer)))
                        .toList()),
                columns(Stream.of(ThreadRole.values())
                        .map(role -> percent(shares.of(role)))
                        .toList()));
    }

    private static String percent(double share) {
        return Text.number("%.1f%%", share * 100);
    }

    private static String columns(List<String> cells) {
        return cells.stream().map(cell -> String.format("%10s", cell)).collect(Collectors.joining());
    }
}
