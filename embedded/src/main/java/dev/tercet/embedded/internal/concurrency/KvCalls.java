package dev.tercet.embedded.internal.concurrency;

import dev.tercet.embedded.internal.rpc.Handler.Answer;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.DeleteRangeResponse;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;

/** What locks and elections ask of the service KV, with all its checks. */
public record KvCalls(
        Answer<RangeRequest, RangeResponse> range,
        Answer<TxnRequest, TxnResponse> txn,
        Answer<DeleteRangeRequest, DeleteRangeResponse> deleteRange) {}
