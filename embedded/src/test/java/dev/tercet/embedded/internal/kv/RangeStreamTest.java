package dev.tercet.embedded.internal.kv;

import static dev.tercet.embedded.internal.kv.Node.bytes;
import static dev.tercet.embedded.internal.kv.Node.from;
import static dev.tercet.embedded.internal.kv.Node.get;
import static dev.tercet.embedded.internal.kv.Node.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest.SortOrder;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.RangeStreamResponse;
import dev.tercet.spi.StatusCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RangeStreamTest {
    private static final int KEYS = 100;

    private final Node node = new Node();

    @BeforeEach
    void fill() {
        for (int i = 0; i < KEYS; i++) {
            node.ask(put("k%03d".formatted(i), "v"));
        }
    }

    @Test
    void chunksGrowAndTheLastTells() {
        Heard heard = read(from("k"));
        assertThat(heard.sizes()).containsExactly(10, 20, 40, 30);
        assertThat(heard.keys()).isEqualTo(KEYS).isEqualTo(heard.last().getCount());
        assertThat(heard.last().getHeader().getRevision()).isEqualTo(KEYS + 1);
        assertThat(heard.last().getHeader().getMemberId()).isEqualTo(22);
        assertThat(heard.chunks.subList(0, 3)).noneMatch(RangeResponse::hasHeader);
        assertThat(heard.chunks).noneMatch(RangeResponse::getMore);
        assertThat(heard.ended).isTrue();
        assertThat(heard.error).isNull();
    }

    @Test
    void theLimitIsOfAllChunks() {
        Heard heard = read(from("k").setLimit(25));
        assertThat(heard.sizes()).containsExactly(10, 15);
        assertThat(heard.last().getMore()).isTrue();
        assertThat(heard.last().getCount()).isEqualTo(KEYS);
    }

    @Test
    void onlyTheCount() {
        Heard heard = read(from("k").setCountOnly(true));
        assertThat(heard.sizes()).containsExactly(0);
        assertThat(heard.last().getCount()).isEqualTo(KEYS);
        assertThat(heard.last().hasHeader()).isTrue();
    }

    @Test
    void nothing() {
        Heard heard = read(get("x"));
        assertThat(heard.sizes()).containsExactly(0);
        assertThat(heard.last().hasHeader()).isTrue();
    }

    @Test
    void aClientThatWaitsSeesOneRevision() {
        Heard heard = new Heard();
        heard.room = 1;
        Inlet<RangeRequest> inlet = open(heard);
        inlet.message(from("k").build());
        inlet.halfClose();
        assertThat(heard.sizes()).containsExactly(10);
        node.ask(put("k0500", "late"));
        heard.room = 9;
        inlet.ready();
        assertThat(heard.keys()).isEqualTo(KEYS);
        assertThat(heard.last().getHeader().getRevision()).isEqualTo(KEYS + 1);
    }

    @Test
    void aCompactionOvertakesIt() {
        Heard heard = new Heard();
        heard.room = 1;
        Inlet<RangeRequest> inlet = open(heard);
        inlet.message(from("k").build());
        node.ask(put("k", "late"));
        node.compact(KEYS + 2);
        heard.room = 9;
        inlet.ready();
        assertThat(heard.error).isSameAs(EtcdErrors.COMPACTED);
        assertThat(heard.sizes()).containsExactly(10);
    }

    @Test
    void aClientThatIsGoneIsToldNothing() {
        Heard heard = new Heard();
        heard.room = 1;
        Inlet<RangeRequest> inlet = open(heard);
        inlet.message(from("k").build());
        inlet.cancel();
        heard.room = 9;
        inlet.ready();
        assertThat(heard.sizes()).containsExactly(10);
        assertThat(heard.ended).isFalse();
    }

    @Test
    void refusals() {
        assertThat(read(get("")).error).isSameAs(EtcdErrors.KEY_IS_NOT_PROVIDED);
        assertThat(read(get("k").setRevision(KEYS + 2)).error).isSameAs(EtcdErrors.FUTURE_REVISION);
        EtcdError sorted = read(from("k").setSortOrder(SortOrder.DESCEND)).error;
        assertThat(sorted).isNotNull().extracting(EtcdError::code).isEqualTo(StatusCode.UNIMPLEMENTED);
        EtcdError filtered = read(from("k").setMinModRevision(1)).error;
        assertThat(filtered).isNotNull().hasMessage("RangeStream does not support revision filters");
    }

    @Test
    void chunksComeNearTheirSize() {
        assertThat(RangeStreams.nextLimit(10, 49, 100)).isEqualTo(20);
        assertThat(RangeStreams.nextLimit(10, 50, 100)).isEqualTo(10);
        assertThat(RangeStreams.nextLimit(10, 200, 100)).isEqualTo(10);
        assertThat(RangeStreams.nextLimit(10, 201, 100)).isEqualTo(5);
        assertThat(RangeStreams.nextLimit(1, 201, 100)).isEqualTo(1);
        Node small = new Node(Limits.DEFAULT.withMaxRequestBytes(1000));
        for (int i = 0; i < KEYS; i++) {
            small.ask(put("k%03d".formatted(i), "v".repeat(300)));
        }
        Heard heard = new Heard();
        open(small, heard).message(from("k").build());
        assertThat(heard.sizes()).startsWith(10, 5).contains(5).doesNotContain(2, 20);
        assertThat(heard.keys()).isEqualTo(KEYS);
    }

    private Heard read(RangeRequest.Builder request) {
        Heard heard = new Heard();
        Inlet<RangeRequest> inlet = open(heard);
        inlet.message(request.build());
        inlet.halfClose();
        return heard;
    }

    private Inlet<RangeRequest> open(Heard heard) {
        return open(node, heard);
    }

    @SuppressWarnings("unchecked")
    private static Inlet<RangeRequest> open(Node node, Heard heard) {
        Method<?, ?> row = node.methods.find("etcdserverpb.KV/RangeStream");
        return ((Method.Stream<RangeRequest, RangeStreamResponse>) row)
                .handler()
                .open(new Caller(null, false), heard);
    }

    private static final class Heard implements Outlet<RangeStreamResponse> {
        private final List<RangeResponse> chunks = new ArrayList<>();
        private int room = Integer.MAX_VALUE;
        private boolean ended;
        private @Nullable EtcdError error;

        List<Integer> sizes() {
            return chunks.stream().map(RangeResponse::getKvsCount).toList();
        }

        long keys() {
            return chunks.stream()
                    .flatMap(chunk -> chunk.getKvsList().stream())
                    .map(kv -> kv.getKey())
                    .distinct()
                    .filter(key -> key.startsWith(bytes("k")))
                    .count();
        }

        RangeResponse last() {
            return chunks.get(chunks.size() - 1);
        }

        @Override
        public boolean isReady() {
            return room > 0;
        }

        @Override
        public void message(RangeStreamResponse message) {
            room--;
            chunks.add(message.getRangeResponse());
        }

        @Override
        public void end(@Nullable EtcdError with) {
            assertThat(ended).isFalse();
            ended = true;
            error = with;
        }

        @Override
        public void lose() {
            throw new AssertionError("lost");
        }
    }
}
