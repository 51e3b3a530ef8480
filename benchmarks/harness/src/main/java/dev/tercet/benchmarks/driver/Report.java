package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a program with figures of its own measured, for machines: in the shape of {@link JsonReport}, with what it ran on. */
public final class Report {
    private final Machine machine;
    private final String server;
    private final Map<String, Object> conditions = new LinkedHashMap<>();
    private final List<Map<String, Object>> figures = new ArrayList<>();

    /** On this machine, at this server. */
    public Report(Machine machine, String server) {
        this.machine = machine;
        this.server = server;
    }

    /** Adds what else it ran on. */
    void on(String name, Object condition) {
        conditions.put(name, condition);
    }

    /** Adds what was measured in one row, by the names of the figures: numbers, texts, or lists and maps of them. */
    public void add(String row, Map<String, ?> measured) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("row", row);
        all.putAll(measured);
        figures.add(all);
    }

    /** The median of some samples, and the samples. */
    public static Map<String, Object> figure(List<Double> samples) {
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("median", Median.of(samples.stream().mapToDouble(Double::doubleValue)));
        figure.put("samples", samples);
        return figure;
    }

    String render() {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("server", server);
        run.put("figures", figures);
        Map<String, Object> report = machine.fields();
        report.putAll(conditions);
        report.put("runs", List.of(run));
        return Json.of(report) + "\n";
    }

    /** Writes it. */
    public void write(Path file) throws IOException {
        Files.writeString(file, render());
    }
}
