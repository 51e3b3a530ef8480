package dev.tercet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Get;
import dev.tercet.kv.Header;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure.Reach;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent again after what, and what is said of the data when it is not. */
class AtMostOnceTest {
    private final Rig rig = new Rig(1);

    private record Kind<Q, R>(Rpc<Q, R> rpc, Q request, R reply) {
        Rig.Ended<R> on(Rig rig, CallOptions options) {
            return rig.call(rpc, request, options);
        }
    }

    private static Kind<?, ?> kind(String name) {
        return switch (name) {
            case "read" -> new Kind<>(KvRpcs.RANGE, Rig.GET, Rig.WAS_GOT);
            case "write" -> new Kind<>(KvRpcs.PUT, Rig.PUT, Rig.WAS_PUT);
            case "reading txn" ->
                new Kind<>(KvRpcs.TXN, Txn.all(Get.of("k")), new TxnResult(Header.NONE, true, List.of()));
            case "writing txn" ->
                new Kind<>(KvRpcs.TXN, Txn.all(Put.of("k", "v")), new TxnResult(Header.NONE, true, List.of()));
            case "idempotent" ->
                new Kind<>(Rpc.of("service", "Renew", "/renew", Rpc.Kind.IDEMPOTENT), "renew", "renewed");
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @CsvSource({
        // kind, how far it got, the status, retrying writes, sent again, outcome if not
        "write, NEVER_LEFT, UNAVAILABLE, false, true, ",
        "write, REFUSED, UNAVAILABLE, false, true, ",
        "write, LOST, UNAVAILABLE, false, false, UNKNOWN",
        "write, LOST, INTERNAL, false, false, UNKNOWN",
        "write, LOST, CANCELLED, false, false, UNKNOWN",
        "write, ANSWERED, UNAVAILABLE, false, false, UNKNOWN",
        "write, ANSWERED, DEADLINE_EXCEEDED, false, false, UNKNOWN",
        "write, ANSWERED, UNKNOWN, false, false, UNKNOWN",
        "write, ANSWERED, FAILED_PRECONDITION, false, false, NOT_APPLIED",
        "write, ANSWERED, PERMISSION_DENIED, false, false, NOT_APPLIED",
        "write, MISCONFIGURED, UNAVAILABLE, false, false, NOT_APPLIED",
        "write, LOST, UNAVAILABLE, true, true, ",
        "write, ANSWERED, UNAVAILABLE, true, true, ",
        "write, ANSWERED, FAILED_PRECONDITION, true, false, NOT_APPLIED",
        "writing txn, NEVER_LEFT, UNAVAILABLE, false, true, ",
        "writing txn, LOST, UNAVAILABLE, false, false, UNKNOWN",
        "reading txn, LOST, UNAVAILABLE, false, true, ",
        "reading txn, ANSWERED, UNKNOWN, false, false, NOT_APPLIED",
        "idempotent, LOST, UNAVAILABLE, false, true, ",
        "idempotent, ANSWERED, INTERNAL, false, false, UNKNOWN",
        "read, NEVER_LEFT, UNAVAILABLE, false, true, ",
        "read, REFUSED, UNAVAILABLE, false, true, ",
        "read, LOST, UNAVAILABLE, false, true, ",
        "read, ANSWERED, UNAVAILABLE, false, true, ",
        "read, ANSWERED, DEADLINE_EXCEEDED, false, true, ",
        "read, ANSWERED, PERMISSION_DENIED, false, false, NOT_APPLIED",
        "read, ANSWERED, UNKNOWN, false, false, NOT_APPLIED",
        "read, MISCONFIGURED, UNAVAILABLE, false, false, NOT_APPLIED",
    })
    void sendsAgainOnlyWhatMayBeSentAgain(
            String name, Reach reach, StatusCode status, boolean retrying, boolean again, Outcome outcome) {
        Kind<?, ?> kind = kind(name);
        CallOptions options = retrying ? Rig.within(1).retryingWrites() : Rig.within(1);
        Rig.Ended<?> ended = kind.on(rig, options);
        rig.wire().last().fail(status, "words of the server", reach);
        rig.seconds(0.2);

        assertThat(rig.wire().calls).hasSize(again ? 2 : 1);
        if (again) {
            rig.wire().last().reply(kind.reply());
            assertThat(ended.value()).isEqualTo(kind.reply());
        } else {
            assertThat(ended.failure().outcome()).isEqualTo(outcome);
            assertThat(ended.failure())
                    .hasMessageContaining("words of the server")
                    .hasMessageContaining("e0:2379");
            assertThat(ended.failure().getMessage().contains("may or may not have been applied"))
                    .isEqualTo(outcome == Outcome.UNKNOWN);
        }
        assertThat(ended.times()).isEqualTo(1);
        assertThat(rig.time.waiting()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "etcdserver: no leader, true",
        "etcdserver: too many requests, true",
        "etcdserver: request timed out, false",
        "etcdserver: leader changed, false",
        "etcdserver: server stopped, false",
    })
    void aWriteIsSentAgainIfTheServerSaysThatItDidNothing(String words, boolean again) {
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(1));
        rig.wire().last().refuse(words);
        rig.seconds(0.2);

        assertThat(rig.wire().calls).hasSize(again ? 2 : 1);
        if (!again) {
            assertThat(ended.failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        }
    }

    @Test
    void aWriteThatMayHaveBeenDoneIsInDoubtWhateverFollows() {
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(1).retryingWrites());
        rig.wire().last().fail(StatusCode.UNAVAILABLE, "reset", Reach.LOST);
        rig.seconds(0.1);
        rig.wire().last().refuse("etcdserver: mvcc: database space exceeded");

        assertThat(ended.failure().code()).isEqualTo(ErrorCode.NO_SPACE);
        assertThat(ended.failure().outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void pausesGrowAndStayBounded() {
        rig.wire().onCall = call -> call.fail(StatusCode.UNAVAILABLE, "refused", Reach.NEVER_LEFT);
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(20));
        rig.seconds(20);

        // 25, 50, … 800 ms, then one second each, ten per cent either way.
        assertThat(rig.wire().calls).hasSizeBetween(22, 28);
        assertThat(ended.failure().code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(ended.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(ended.failure()).hasMessage("put \"k\" at http://e0:2379: no connection within 20 s: refused");
    }
}
