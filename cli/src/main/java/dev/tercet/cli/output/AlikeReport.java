package dev.tercet.cli.output;

import java.util.List;

/**
 * That something was done, which etcdctl says in the same words in all of its formats.
 *
 * @param said the words
 * @param row the same with names
 */
public record AlikeReport(String said, Row row) implements Report {
    @Override
    public boolean isAlike() {
        return true;
    }

    @Override
    public void simple(Page page) {
        page.line(said);
    }

    @Override
    public List<Row> rows() {
        return List.of(row);
    }
}
