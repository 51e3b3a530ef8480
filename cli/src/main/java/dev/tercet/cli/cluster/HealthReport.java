package dev.tercet.cli.cluster;

import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.output.Table;
import java.util.List;

/**
 * How endpoints are.
 *
 * @param err where those that are not well go
 */
record HealthReport(List<Health> healths, Out err) implements Report {
    @Override
    public void simple(Page page) {
        for (Health health : healths) {
            if (health.isGood()) {
                page.line(health.endpoint() + " is healthy: successfully committed proposal: took = " + health.took());
            } else {
                err.line(health.endpoint() + " is unhealthy: failed to commit proposal: " + health.error());
            }
        }
    }

    @Override
    public void fields(Page page) {
        for (Health health : healths) {
            page.field("Endpoint", health.endpoint());
            page.field("Health", health.isGood());
            // Neither is in quotes.
            page.line("\"Took\" : " + health.took());
            page.line("\"Error\" : " + health.error());
            page.line();
        }
    }

    @Override
    public Object json(boolean hex) {
        return healths.stream()
                .map(health -> new Members()
                        .always("endpoint", health.endpoint())
                        .always("health", health.isGood())
                        .always("took", health.took())
                        .some("error", health.error())
                        .map())
                .toList();
    }

    @Override
    public Table table() {
        return new Table(
                List.of("endpoint", "health", "took", "error"),
                healths.stream()
                        .map(health -> List.of(
                                health.endpoint(), String.valueOf(health.isGood()), health.took(), health.error()))
                        .toList());
    }

    @Override
    public List<Row> rows() {
        return healths.stream()
                .map(health -> Row.empty()
                        .with("endpoint", health.endpoint())
                        .with("is_healthy", health.isGood())
                        .with("took", health.took())
                        .with("error", health.error()))
                .toList();
    }
}
