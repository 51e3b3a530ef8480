package dev.tercet.cli.output;

import dev.tercet.kv.Header;
import java.util.List;

/**
 * That something was done, of which the server says no more than that.
 *
 * @param header the reply's
 * @param said what was done, for people
 * @param row the same with names
 */
public record DoneReport(Header header, String said, Row row) implements Report {
    @Override
    public void simple(Page page) {
        page.line(said);
    }

    @Override
    public void fields(Page page) {
        page.header(header);
    }

    @Override
    public Object json(boolean hex) {
        return Members.of(header).map();
    }

    @Override
    public List<Row> rows() {
        return List.of(row);
    }
}
