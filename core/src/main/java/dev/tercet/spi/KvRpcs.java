package dev.tercet.spi;

import dev.tercet.kv.Compaction;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;

/**
 * The calls of {@code etcdserverpb.KV}.
 *
 * @since 0.1
 */
public final class KvRpcs {
    private static final String KV = "etcdserverpb.KV";

    public static final Rpc<Get, GetResult> RANGE =
            Rpc.<Get, GetResult>of(KV, "Range", "/kv/range", Rpc.Kind.READ).locally(Get::isSerializable);
    public static final Rpc<Put, PutResult> PUT = Rpc.of(KV, "Put", "/kv/put", Rpc.Kind.WRITE);
    public static final Rpc<Delete, DeleteResult> DELETE_RANGE =
            Rpc.of(KV, "DeleteRange", "/kv/deleterange", Rpc.Kind.WRITE);
    public static final Rpc<Txn, TxnResult> TXN = Rpc.<Txn, TxnResult>of(KV, "Txn", "/kv/txn", Rpc.Kind.WRITE)
            .onlyReading(Txn::isReadOnly)
            .locally(Txn::isSerializable);
    public static final Rpc<Compaction, Header> COMPACT = Rpc.of(KV, "Compact", "/kv/compaction", Rpc.Kind.WRITE);

    private KvRpcs() {}
}
