package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The server that answers at once. It sends events to whoever watches, so there is nothing to switch. */
final class StubTarget implements Target {
    private final Worker server;
    private final int port;
    private final int jsonPort;

    StubTarget(Path logs) throws IOException, InterruptedException {
        server = Modules.start("stub-server", "dev.tercet.benchmarks.stub.StubServer", logs.resolve("stub-server.log"));
        port = Integer.parseInt(server.line());
        jsonPort = Integer.parseInt(server.line());
    }

    @Override
    public String id() {
        return "stub";
    }

    @Override
    public String title() {
        return "against a stub server, which answers at once";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public int jsonPort() {
        return jsonPort;
    }

    @Override
    public void prepare(List<Row> rows) {}

    @Override
    public boolean does(Row row) {
        return !row.needsEtcd();
    }

    @Override
    public void events(Row row, boolean flowing) {}

    @Override
    public OptionalLong requests() {
        return OptionalLong.empty();
    }

    @Override
    public void close() {
        server.close();
    }
}
