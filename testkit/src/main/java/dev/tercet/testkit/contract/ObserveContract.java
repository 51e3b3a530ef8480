package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tercet.election.Observation;
import dev.tercet.error.ErrorCode;
import dev.tercet.proto.v3electionpb.ElectionGrpc;
import dev.tercet.proto.v3electionpb.LeaderRequest;
import dev.tercet.proto.v3electionpb.LeaderResponse;
import dev.tercet.testkit.script.Messages;
import dev.tercet.testkit.script.ScriptedServer;
import dev.tercet.testkit.script.ScriptedStream;
import io.grpc.Status;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Observations of an election go on, whatever happens to their stream.
 *
 * @since 0.1
 */
public interface ObserveContract extends ScriptedContract {
    private LeaderResponse leader(String value, long revision) {
        return LeaderResponse.newBuilder()
                .setHeader(Messages.header(revision))
                .setKv(Messages.kv("election/1", value, revision))
                .build();
    }

    private ScriptedStream<LeaderRequest, LeaderResponse> next(ScriptedServer server) {
        ScriptedStream<LeaderRequest, LeaderResponse> stream =
                server.streams(ElectionGrpc.getObserveMethod()).await();
        assertThat(stream.await().getName()).isEqualTo(ByteString.copyFromUtf8("election"));
        return stream;
    }

    @Test
    default void everyKindOfEndIsResumedAndNobodyToldTwice() throws Throwable {
        scripted((server, etcd) -> {
            BlockingQueue<String> told = new LinkedBlockingQueue<>();
            Observation observation = etcd.elections()
                    .observe("election", leader -> told.add(leader.kv().valueText()));
            ScriptedStream<LeaderRequest, LeaderResponse> stream = next(server);
            stream.send(leader("a", 5));
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("a");
            stream.end();
            stream = next(server);
            stream.send(leader("a", 5));
            stream.send(leader("b", 6));
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("b");
            stream.failWithoutDescription();
            stream = next(server);
            stream.send(leader("c", 7));
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("c");
            observation.close();
            stream.awaitCancelled();
            Within.seconds(10, observation.ended());
        });
    }

    @Test
    default void aRefusalForGoodEndsIt() throws Throwable {
        scripted((server, etcd) -> {
            Observation observation = etcd.elections().observe("election", leader -> {});
            next(server).fail(Status.PERMISSION_DENIED.withDescription("etcdserver: permission denied"));
            Expect.rejection(ErrorCode.PERMISSION_DENIED, () -> Within.seconds(10, observation.ended()));
        });
    }
}
