package dev.tercet.gateway.internal.json;

import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.Op;
import dev.tercet.kv.OpResult;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Transactions, which nest. */
final class TxnJson {
    private TxnJson() {}

    static void write(JsonGenerator out, Txn txn) {
        out.writeStartObject();
        Fields.list(out, "compare", txn.compares(), TxnJson::write);
        Fields.list(out, "success", txn.thens(), TxnJson::write);
        Fields.list(out, "failure", txn.elses(), TxnJson::write);
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Op<?> op) {
        out.writeStartObject();
        if (op instanceof Get get) {
            out.writeName("request_range");
            KvJson.write(out, get);
        } else if (op instanceof Put put) {
            out.writeName("request_put");
            KvJson.write(out, put);
        } else if (op instanceof Delete delete) {
            out.writeName("request_delete_range");
            KvJson.write(out, delete);
        } else if (op instanceof Txn nested) {
            out.writeName("request_txn");
            write(out, nested);
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Compare compare) {
        out.writeStartObject();
        out.writeStringProperty("result", compare.relation().name());
        // One of these has to be there, zero or not: it says what is compared.
        switch (compare.target()) {
            case VERSION -> number(out, "VERSION", "version", compare);
            case CREATE_REVISION -> number(out, "CREATE", "create_revision", compare);
            case MOD_REVISION -> number(out, "MOD", "mod_revision", compare);
            case LEASE -> number(out, "LEASE", "lease", compare);
            case VALUE -> {
                out.writeStringProperty("target", "VALUE");
                out.writeName("value");
                compare.value().read(out::writeBinary);
            }
        }
        Fields.range(out, compare.range());
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, String target, String field, Compare compare) {
        out.writeStringProperty("target", target);
        out.writeStringProperty(field, Long.toString(compare.number()));
    }

    static TxnResult read(JsonParser in) {
        Header header = Header.NONE;
        boolean succeeded = false;
        List<OpResult> results = List.of();
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "succeeded" -> succeeded = Values.bool(in);
                case "responses" -> results = Values.list(in, TxnJson::readOp);
                default -> in.skipChildren();
            }
        }
        return new TxnResult(header, succeeded, results);
    }

    private static OpResult readOp(JsonParser in) {
        // An operation of a kind that we could not have sent; its place must be kept all the same.
        OpResult result = new GetResult(Header.NONE, List.of(), false, 0);
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            if (in.currentToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            switch (name) {
                case "response_range" -> result = KvJson.readGet(in);
                case "response_put" -> result = KvJson.readPut(in);
                case "response_delete_range" -> result = KvJson.readDelete(in);
                case "response_txn" -> result = read(in);
                default -> in.skipChildren();
            }
        }
        return result;
    }
}
