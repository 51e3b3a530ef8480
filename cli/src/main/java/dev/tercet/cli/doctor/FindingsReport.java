package dev.tercet.cli.doctor;

import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that was found. */
record FindingsReport(List<Finding> findings) implements Report {
    @Override
    public void simple(Page page) {
        findings.forEach(
                each -> page.line(String.format("%-4s  %-8s  %s", each.level().word(), each.about(), each.text())));
    }

    @Override
    public Object json(boolean hex) {
        return findings.stream()
                .map(each -> {
                    Map<String, Object> members = new LinkedHashMap<>();
                    members.put("level", each.level().word());
                    members.put("about", each.about());
                    members.put("text", each.text());
                    return members;
                })
                .toList();
    }

    @Override
    public Table table() {
        return new Table(
                List.of("level", "about", "finding"),
                findings.stream()
                        .map(each -> List.of(each.level().word(), each.about(), each.text()))
                        .toList());
    }

    @Override
    public List<Row> rows() {
        return findings.stream()
                .map(each -> Row.empty()
                        .with("level", each.level().word())
                        .with("about", each.about())
                        .with("text", each.text()))
                .toList();
    }
}
