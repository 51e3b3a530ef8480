package dev.tercet.cli.keys;

import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.OpResult;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.TxnResult;
import java.util.List;
import java.util.Map;

/** What a transaction came to, with the replies to the requests of the part that ran. */
record TxnReport(TxnResult result) implements Report {
    @Override
    public void simple(Page page) {
        page.line(result.succeeded() ? "SUCCESS" : "FAILURE");
        result.results().forEach(reply -> {
            page.line();
            report(reply).simple(page);
        });
    }

    @Override
    public void fields(Page page) {
        page.header(result.header());
        page.field("Succeeded", result.succeeded());
        result.results().forEach(reply -> report(reply).fields(page));
    }

    @Override
    public Map<String, Object> json(boolean hex) {
        List<Map<String, Object>> replies = result.results().stream()
                .map(reply -> Map.<String, Object>of(
                        "Response", Map.of(name(reply), report(reply).json(hex))))
                .toList();
        return Members.of(result.header())
                .some("succeeded", result.succeeded())
                .some("responses", replies)
                .map();
    }

    private static Report report(OpResult reply) {
        if (reply instanceof PutResult put) {
            return new PutReport(put, false);
        }
        if (reply instanceof GetResult get) {
            return new GetReport(get, GetReport.Shown.ALL);
        }
        if (reply instanceof DeleteResult delete) {
            return new DelReport(delete, false);
        }
        return new TxnReport((TxnResult) reply);
    }

    private static String name(OpResult reply) {
        return reply instanceof PutResult
                ? "response_put"
                : reply instanceof GetResult
                        ? "response_range"
                        : reply instanceof DeleteResult ? "response_delete_range" : "response_txn";
    }
}
