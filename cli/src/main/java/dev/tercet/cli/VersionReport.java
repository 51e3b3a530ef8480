package dev.tercet.cli;

import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which versions these are; the server's only if it answered. */
record VersionReport(String own, Optional<String> server) implements Report {
    /** The newest etcd whose calls are all known here. */
    private static final String API = "3.7";

    @Override
    public void simple(Page page) {
        page.line("tercet version: " + own);
        page.line("API version: " + API);
        server.ifPresent(version -> page.line("etcd version: " + version));
    }

    @Override
    public void fields(Page page) {
        page.field("Version", own);
        page.field("APIVersion", API);
        server.ifPresent(version -> page.field("ServerVersion", version));
    }

    @Override
    public Map<String, Object> json(boolean hex) {
        return new Members()
                .always("version", own)
                .always("api_version", API)
                .some("server_version", server.orElse(""))
                .map();
    }

    @Override
    public List<Row> rows() {
        return List.of(
                Row.empty().with("version", own).with("api_version", API).with("server_version", server.orElse(null)));
    }
}
