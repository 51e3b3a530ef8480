package dev.tercet.embedded.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Calls;
import dev.tercet.embedded.internal.rpc.Calls.Answer;
import dev.tercet.embedded.internal.rpc.Calls.Conversation;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.Outcome;
import dev.tercet.embedded.internal.rpc.TestStream;
import dev.tercet.embedded.internal.server.Server;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.time.Loop;
import dev.tercet.embedded.internal.time.ManualTime;
import dev.tercet.embedded.internal.time.SystemTime;
import dev.tercet.embedded.internal.vitals.Metric;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.spi.StatusCode;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FaultSetTest {
    private static final String PUT = "key:'a' value:'1'";
    private static final String STOPPED = "UNAVAILABLE etcdserver: server stopped";
    private static final String NO_LEADER = "UNAVAILABLE etcdserver: no leader";
    private static final String TIMED_OUT = "UNAVAILABLE etcdserver: request timed out";
    private static final String DEADLINE = "DEADLINE_EXCEEDED context deadline exceeded";
    private static final String BAD_TOKEN = "UNAUTHENTICATED etcdserver: invalid auth token";

    private final ManualTime time = new ManualTime();
    private final Loop loop = new Loop("faults");
    private final Server server =
            new Server(new Identity(1, 2, 3, "test", "3.7.3"), Limits.DEFAULT, time, new SystemTime(loop), loop);
    private final FaultSet set = server.faults();
    private final Faults faults = set;
    private final Calls calls = new Calls(server.methods());

    @AfterEach
    void stop() {
        set.stop(EtcdErrors.SERVER_STOPPED);
        assertThat(set.connections().count(any -> true))
                .as("streams and calls left")
                .isZero();
        loop.close();
    }

    private String keys() {
        return calls.ask("KV/Range", "key:'\\0' range_end:'\\0' count_only:true serializable:true");
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(Fault.unavailable(), STOPPED, ""),
                Arguments.of(Fault.noLeader(), NO_LEADER, ""),
                Arguments.of(Fault.error(StatusCode.RESOURCE_EXHAUSTED, "full"), "RESOURCE_EXHAUSTED full", ""),
                Arguments.of(Fault.tokenExpired(), BAD_TOKEN, ""),
                Arguments.of(Fault.requestLost(), "lost", ""),
                Arguments.of(Fault.replyLost(), "lost", "count: 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void strikesACall(Fault fault, String end, String left) {
        LiveFault live = faults.add(fault.on("Put").times(1));
        assertThat(calls.ask("KV/Put", PUT)).isEqualTo(end);
        assertThat(keys()).isEqualTo(left);
        assertThat(calls.ask("KV/Put", PUT)).isEmpty();
        assertThat(live.struck()).isEqualTo(1);
        assertThat(set.connections().count(any -> true)).isZero();
    }

    @Test
    void countsWhatItSkipsAndHowOftenItStrikes() {
        LiveFault live = faults.add(
                Fault.unavailable().on("KV/Put", "etcdserverpb.KV/Txn").after(1).times(2));
        assertThat(live.fault().times()).isEqualTo(2);
        assertThat(calls.ask("KV/Put", PUT)).isEmpty();
        assertThat(calls.ask("KV/Range", "key:'x'")).isEmpty();
        assertThat(calls.ask("KV/Put", PUT)).isEqualTo(STOPPED);
        assertThat(calls.ask("KV/Txn", "")).isEqualTo(STOPPED);
        assertThat(calls.ask("KV/Put", PUT)).isEmpty();
        assertThat(live.struck()).isEqualTo(2);
        live.close();
        live.close();
        assertThat(set.isCalm()).isTrue();
    }

    @Test
    void theOldestStrikesAlone() {
        faults.add(Fault.unavailable().times(1));
        LiveFault second = faults.add(Fault.noLeader());
        assertThat(calls.ask("KV/Put", PUT)).isEqualTo(STOPPED);
        assertThat(second.struck()).isZero();
        assertThat(calls.ask("KV/Put", PUT)).isEqualTo(NO_LEADER);
        faults.clear();
        assertThat(calls.ask("KV/Put", PUT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KV/Put         | key:'job/1'",
                "KV/DeleteRange | key:'job/' range_end:'job0'",
                "KV/Txn         | success:{request_put:{key:'x'}} failure:{request_txn:{success:{request_range:{key:'job/2'}}}}",
                "KV/Txn         | compare:{key:'job/1'}",
                "v3lockpb.Lock/Unlock | key:'job/1'",
            })
    void choosesByKeys(String method, String request) {
        LiveFault live = faults.add(Fault.unavailable().onKeys("job/"));
        assertThat(calls.ask("KV/Put", PUT)).isEmpty();
        assertThat(calls.ask("Maintenance/Status", "")).isNotEqualTo(STOPPED);
        assertThat(calls.ask(method, request)).isEqualTo(STOPPED);
        assertThat(live.struck()).isEqualTo(1);
    }

    @Test
    void slowAnswersComeWithTheServersTime() {
        faults.add(Fault.slow(Duration.ofSeconds(2)).on("Put"));
        Answer answer = calls.call("KV/Put", PUT);
        assertThat(keys()).isEqualTo("count: 1");
        time.advance(Duration.ofMillis(1999).toNanos());
        assertThat(answer.ends()).isEmpty();
        assertThat(set.connections().count(any -> true)).isEqualTo(1);
        time.advance(Duration.ofMillis(1).toNanos());
        assertThat(answer.ends()).containsExactly("");

        Answer cancelled = calls.call("KV/Put", PUT);
        cancelled.cancel();
        time.advance(Duration.ofSeconds(3).toNanos());
        assertThat(cancelled.ends()).isEmpty();
    }

    @Test
    void slowAnswersMayComeWithRealTime() {
        faults.add(Fault.slowInRealTime(Duration.ofMillis(20)).on("Put"));
        long before = System.nanoTime();
        Answer answer = calls.call("KV/Put", PUT);
        await().untilAsserted(() -> assertThat(answer.ends()).containsExactly(""));
        assertThat(System.nanoTime() - before)
                .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
    }

    @Test
    void silenceEndsWithTheFault() {
        LiveFault silence = faults.add(Fault.silent().on("Put"));
        Answer answer = calls.call("KV/Put", PUT);
        Answer cancelled = calls.call("KV/Put", PUT);
        cancelled.cancel();
        time.advance(Duration.ofDays(1).toNanos());
        assertThat(answer.ends()).isEmpty();
        silence.close();
        assertThat(answer.ends()).containsExactly("");
        assertThat(cancelled.ends()).isEmpty();
    }

    @Test
    void oneAnswerThatCannotBeToldKeepsNoOtherFromItsCaller() {
        LiveFault silence = faults.add(Fault.silent().on("Put"));
        failingPut();
        Answer second = calls.call("KV/Put", PUT);
        silence.close();
        assertThat(second.ends()).containsExactly("");

        faults.loseLeader();
        failingPut();
        Answer third = calls.call("KV/Put", PUT);
        faults.electLeader();
        assertThat(third.ends()).containsExactly("");
        assertThat(set.isCalm()).isTrue();
    }

    @SuppressWarnings("unchecked")
    private void failingPut() {
        Method.Unary<PutRequest, PutResponse> put =
                (Method.Unary<PutRequest, PutResponse>) server.methods().find("etcdserverpb.KV/Put");
        PutRequest request =
                PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("b")).build();
        put.handler().handle(request, new Caller(null, false), new Outcome<>() {
            @Override
            public void reply(PutResponse reply) {
                throw new IllegalStateException("a broken front");
            }

            @Override
            public void refuse(EtcdError error) {
                throw new IllegalStateException("a broken front");
            }

            @Override
            public void lose() {
                throw new IllegalStateException("a broken front");
            }
        });
    }

    @Test
    void anExpiredTokenIsGone() {
        enableAuth();
        String token = login();
        faults.add(Fault.tokenExpired().on("Put").times(1));
        calls.token(token);
        assertThat(calls.ask("KV/Put", PUT)).isEqualTo(BAD_TOKEN);
        assertThat(calls.ask("KV/Put", PUT)).isEqualTo(BAD_TOKEN);

        calls.token(login());
        assertThat(calls.ask("KV/Put", PUT)).isEmpty();
        faults.expireTokens();
        assertThat(calls.ask("KV/Put", PUT)).isEqualTo(BAD_TOKEN);

        calls.token(login());
        faults.add(Fault.tokenExpired().on("LeaseKeepAlive").times(1));
        Conversation<LeaseKeepAliveRequest> renewals = calls.open("Lease/LeaseKeepAlive");
        renewals.say("ID:7");
        assertThat(renewals.heard()).containsExactly(BAD_TOKEN);
    }

    private void enableAuth() {
        calls.ask("Auth/UserAdd", "name:'root' password:'r'");
        calls.ask("Auth/UserGrantRole", "user:'root' role:'root'");
        assertThat(calls.ask("Auth/AuthEnable", "")).isEmpty();
    }

    private String login() {
        calls.token(null);
        String reply = calls.ask("Auth/Authenticate", "name:'root' password:'r'");
        return reply.substring(8, reply.length() - 1);
    }

    static Stream<Arguments> streamEnds() {
        String renewed = "ID: 7";
        return Stream.of(
                Arguments.of(Fault.unavailable(), new String[] {STOPPED}),
                Arguments.of(Fault.requestLost(), new String[] {"lost"}),
                Arguments.of(Fault.replyLost(), new String[] {"lost"}),
                Arguments.of(Fault.tokenExpired(), new String[] {BAD_TOKEN}),
                Arguments.of(Fault.silent(), new String[] {}),
                Arguments.of(Fault.unavailable().afterMessages(2), new String[] {renewed, renewed, STOPPED}),
                Arguments.of(Fault.requestLost().afterMessages(2), new String[] {renewed, renewed, "lost"}),
                Arguments.of(Fault.replyLost().afterMessages(1), new String[] {renewed, "lost"}),
                Arguments.of(Fault.tokenExpired().afterMessages(1), new String[] {renewed, BAD_TOKEN}),
                Arguments.of(Fault.silent().afterMessages(2), new String[] {renewed, renewed}),
                Arguments.of(Fault.replyLost().afterMessages(9), new String[] {renewed, renewed, renewed, "end"}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streamEnds")
    void strikesAStream(Fault fault, String[] expected) {
        faults.add(fault.on("LeaseKeepAlive").times(1));
        Conversation<LeaseKeepAliveRequest> stream = calls.open("Lease/LeaseKeepAlive");
        for (int i = 0; i < 3; i++) {
            stream.say("ID:7");
        }
        stream.halfClose();
        assertThat(stream.heard()).containsExactly(expected);
        Conversation<LeaseKeepAliveRequest> next = calls.open("Lease/LeaseKeepAlive");
        next.say("ID:7");
        next.cancel();
        assertThat(next.heard()).containsExactly("ID: 7");
    }

    @Test
    void aSlowStreamKeepsItsOrder() {
        LiveFault slow = faults.add(Fault.slow(Duration.ofSeconds(1)).on("LeaseKeepAlive"));
        Conversation<LeaseKeepAliveRequest> stream = calls.open("Lease/LeaseKeepAlive");
        stream.say("ID:1");
        time.advance(Duration.ofMillis(500).toNanos());
        stream.say("ID:2");
        stream.halfClose();
        time.advance(Duration.ofMillis(500).toNanos());
        assertThat(stream.heard()).containsExactly("ID: 1");
        time.advance(Duration.ofMillis(500).toNanos());
        assertThat(stream.heard()).containsExactly("ID: 1", "ID: 2", "end");
        assertThat(slow.struck()).isEqualTo(1);
    }

    @Test
    void aSilentStreamSpeaksWhenTheFaultIsRemoved() {
        LiveFault silence = faults.add(Fault.silent().on("LeaseKeepAlive").afterMessages(1));
        Conversation<LeaseKeepAliveRequest> stream = calls.open("Lease/LeaseKeepAlive");
        stream.say("ID:1");
        stream.say("ID:2");
        stream.say("ID:3");
        assertThat(stream.heard()).containsExactly("ID: 1");
        silence.close();
        assertThat(stream.heard()).containsExactly("ID: 1", "ID: 2", "ID: 3");
    }

    @Test
    void streamsForManyThingsAreNotCounted() {
        calls.open("Watch/Watch").say("create_request:{key:'k'}");
        calls.open("Lease/LeaseKeepAlive");
        assertThat(set.streams()).isZero();
        calls.open("v3electionpb.Election/Observe").say("name:'e'");
        assertThat(set.streams()).isEqualTo(1);
        assertThat(set.waitingCalls()).isZero();
    }

    @Test
    void everyConnectionBreaks() {
        assertThat(calls.ask("Lease/LeaseGrant", "TTL:60 ID:1")).isNotEmpty();
        Answer first = calls.call("v3lockpb.Lock/Lock", "name:'l' lease:1");
        assertThat(first.ends()).hasSize(1);
        assertThat(calls.ask("Lease/LeaseGrant", "TTL:60 ID:2")).isNotEmpty();
        Answer second = calls.call("v3lockpb.Lock/Lock", "name:'l' lease:2");
        Conversation<LeaseKeepAliveRequest> renewals = calls.open("Lease/LeaseKeepAlive");
        assertThat(set.connections().count(any -> true)).isEqualTo(2);
        faults.breakConnections();
        assertThat(second.ends()).containsExactly("lost");
        assertThat(renewals.heard()).containsExactly("lost");
        renewals.say("ID:1");
        assertThat(renewals.heard()).containsExactly("lost");
        assertThat(set.connections().count(any -> true)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KV/Put                   | key:'a'                                            | " + DEADLINE,
                "KV/DeleteRange           | key:'a'                                            | " + DEADLINE,
                "KV/Range                 | key:'a'                                            | " + TIMED_OUT,
                "KV/Txn                   | success:{request_range:{key:'a'}}                  | " + TIMED_OUT,
                "KV/Txn                   | success:{request_put:{key:'a'}}                    | " + DEADLINE,
                "KV/Compact               | revision:1                                         | " + DEADLINE,
                "Lease/LeaseGrant         | TTL:10                                             | " + DEADLINE,
                "Lease/LeaseTimeToLive    | ID:1                                               | " + NO_LEADER,
                "Auth/Authenticate        | name:'a'                                           | " + TIMED_OUT,
                "Auth/AuthStatus          | ''                                                 | " + DEADLINE,
                "Cluster/MemberList       | linearizable:true                                  | " + TIMED_OUT,
                "Maintenance/Alarm        | ''                                                 | " + DEADLINE,
            })
    void withoutALeaderWhatNeedsOneIsGivenUp(String method, String request, String end) {
        faults.loseLeader();
        Answer answer = calls.call(method, request);
        time.advance(Duration.ofMillis(6999).toNanos());
        assertThat(answer.ends()).isEmpty();
        time.advance(Duration.ofMillis(1).toNanos());
        assertThat(answer.ends()).containsExactly(end);
        faults.electLeader();
        assertThat(answer.ends()).hasSize(1);
        assertThat(calls.ask("KV/Put", PUT)).isEmpty();
    }

    @Test
    void aCompactionIsAnEntryOfTheLogWhoeverMakesIt() {
        assertThat(calls.ask("KV/Put", PUT)).isEmpty();
        assertThat(calls.ask("Maintenance/Status", "")).contains("raftIndex: 5 ");
        faults.compactUnderWatches();
        assertThat(calls.ask("Maintenance/Status", "")).contains("raftIndex: 6 ");
    }

    @Test
    void withoutALeaderWhatTheMemberKnowsIsAnswered() {
        assertThat(calls.ask("KV/Put", PUT)).isEmpty();
        faults.loseLeader();
        assertThat(keys()).isEqualTo("count: 1");
        assertThat(calls.ask("KV/Txn", "success:{request_range:{key:'x' serializable:true}}"))
                .startsWith("succeeded: true");
        assertThat(calls.ask("Cluster/MemberList", "")).startsWith("members");
        assertThat(calls.ask("Lease/LeaseLeases", "")).isEmpty();
        assertThat(calls.ask("Maintenance/MoveLeader", "targetID:1"))
                .isEqualTo("FAILED_PRECONDITION etcdserver: not leader");
        assertThat(calls.ask("Cluster/MemberAdd", "peerURLs:'http://127.0.0.1:1'"))
                .isEqualTo("UNAVAILABLE etcdserver: unhealthy cluster");
    }

    @Test
    void withoutALeaderStatusNamesNoneAndTheNextLeadsInATermOfItsOwn() {
        assertThat(calls.ask("Maintenance/Status", "")).contains("leader: 2 ", "raftTerm: 3 ");
        faults.loseLeader();
        assertThat(calls.ask("Maintenance/Status", ""))
                .contains("raftTerm: 3 ", "errors: \"etcdserver: no leader\"")
                .doesNotContain("leader: 2 ");
        faults.electLeader();
        faults.electLeader();
        assertThat(calls.ask("Maintenance/Status", ""))
                .contains("leader: 2 ", "raftTerm: 4 ")
                .doesNotContain("errors");
        assertThat(server.vitals().numbers()).containsEntry(Metric.LEADER_CHANGES, 2L);
    }

    @Test
    void aStreamThatWasLetInJustBeforeTheLeaderWasLostEndsToo() {
        TestStream client = new TestStream();
        boolean[] cancelled = new boolean[1];
        faults.loseLeader();
        new TrackedStream<Message, Message>(set, TrackedStream.WATCH, new Caller(null, true), client, null)
                .open((caller, outlet) -> new Inlet<Message>() {
                    @Override
                    public void cancel() {
                        cancelled[0] = true;
                    }

                    @Override
                    public void message(Message message) {}

                    @Override
                    public void halfClose() {}

                    @Override
                    public void ready() {}
                });
        assertThat(client.error()).isEqualTo(EtcdErrors.NO_LEADER);
        assertThat(cancelled).containsExactly(true);
    }

    @Test
    void withoutALeaderWhoRequiresOneIsRefused() {
        calls.requireLeader(true);
        Conversation<WatchRequest> watch = calls.open("Watch/Watch");
        Conversation<LeaseKeepAliveRequest> renewals = calls.open("Lease/LeaseKeepAlive");
        calls.requireLeader(false);
        Conversation<LeaseKeepAliveRequest> patient = calls.open("Lease/LeaseKeepAlive");
        faults.loseLeader();
        assertThat(watch.heard()).containsExactly(NO_LEADER);
        assertThat(renewals.heard()).containsExactly(NO_LEADER);
        calls.requireLeader(true);
        assertThat(calls.ask("KV/Put", PUT)).isEqualTo(NO_LEADER);
        assertThat(keys()).isEqualTo(NO_LEADER);
        assertThat(calls.open("Watch/Watch").heard()).containsExactly(NO_LEADER);

        patient.say("ID:1");
        time.advance(Duration.ofSeconds(7).toNanos());
        assertThat(patient.heard()).containsExactly(NO_LEADER);
        faults.electLeader();
        assertThat(set.isCalm()).isTrue();
    }

    @Test
    void withALeaderAgainWhatWaitedIsDone() {
        Conversation<LeaseKeepAliveRequest> renewals = calls.open("Lease/LeaseKeepAlive");
        faults.loseLeader();
        Answer put = calls.call("KV/Put", PUT);
        Answer gone = calls.call("KV/Put", "key:'b'");
        gone.cancel();
        renewals.say("ID:1");
        faults.electLeader();
        assertThat(put.ends()).containsExactly("");
        assertThat(renewals.heard()).containsExactly("ID: 1");
        assertThat(gone.ends()).isEmpty();
        assertThat(keys()).isEqualTo("count: 1");
        time.advance(Duration.ofSeconds(7).toNanos());
        assertThat(put.ends()).hasSize(1);
    }

    @Test
    void withoutALeaderNoLeaseExpires() {
        calls.ask("Lease/LeaseGrant", "TTL:10 ID:1");
        calls.ask("KV/Put", PUT + " lease:1");
        faults.loseLeader();
        faults.loseLeader();
        time.advance(Duration.ofSeconds(60).toNanos());
        assertThat(keys()).isEqualTo("count: 1");
        faults.electLeader();
        time.advance(Duration.ofMillis(9_999).toNanos());
        faults.electLeader();
        assertThat(keys()).isEqualTo("count: 1");
        time.advance(Duration.ofMillis(1).toNanos());
        assertThat(keys()).isEmpty();
    }

    @Test
    void faultsAreValues() {
        Fault fault =
                Fault.slow(Duration.ofSeconds(1)).on("Put").times(2).after(3).onKeys("k");
        assertThat(fault)
                .isEqualTo(Fault.slow(Duration.ofSeconds(1))
                        .onKeys("k")
                        .after(3)
                        .times(2)
                        .on("Put"))
                .hasSameHashCodeAs(Fault.slow(Duration.ofSeconds(1))
                        .onKeys("k")
                        .after(3)
                        .times(2)
                        .on("Put"))
                .isNotEqualTo(fault.times(1))
                .hasToString("Slow[by=PT1S] on [Put] on keys from \"k\", after 3, 2 times");
    }

    @Test
    void compactsUnderWatches() {
        Conversation<WatchRequest> watch = calls.open("Watch/Watch");
        watch.say("create_request:{key:'a'}");
        await().untilAsserted(() -> assertThat(watch.heard()).containsExactly("created: true"));
        faults.holdWatches();
        calls.ask("KV/Put", PUT);
        calls.ask("KV/Put", PUT);
        faults.compactUnderWatches();
        await().untilAsserted(() -> assertThat(watch.heard()).hasSize(2));
        assertThat(watch.heard().get(1)).contains("canceled: true", "compact_revision: 3");
    }

    @Test
    void theLastRevisionOutlivesTheCompaction() {
        Conversation<WatchRequest> watch = calls.open("Watch/Watch");
        watch.say("create_request:{key:'a'}");
        await().untilAsserted(() -> assertThat(watch.heard()).containsExactly("created: true"));
        faults.holdWatches();
        calls.ask("KV/Put", PUT);
        faults.compactUnderWatches();
        await().untilAsserted(() -> assertThat(watch.heard()).hasSize(2));
        assertThat(watch.heard().get(1)).contains("events").doesNotContain("canceled");
    }

    @Test
    void holdsAndReleasesWatches() {
        Conversation<WatchRequest> watch = calls.open("Watch/Watch");
        watch.say("create_request:{key:'a'}");
        faults.holdWatches();
        calls.ask("KV/Put", PUT);
        faults.releaseWatches();
        await().untilAsserted(() -> assertThat(watch.heard()).hasSize(2));
        assertThat(watch.heard().get(1)).contains("events");
    }

    @Test
    void misuseIsNamed() {
        assertThatThrownBy(() -> faults.add(Fault.unavailable().on("Putt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no RPC is called \"Putt\"; there are Auth/AuthDisable, ")
                .hasMessageContaining("KV/Put,");
        assertThatThrownBy(() -> faults.add(Fault.unavailable().on("Put").afterMessages(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only streams have messages");
        assertThatThrownBy(() -> faults.add(Fault.unavailable().on("Watch").onKeys("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only calls are chosen by their keys");
        assertThatThrownBy(() -> faults.fragmentWatchesAbove(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fragmentWatchesAbove is less than 1: 0");
        assertThatThrownBy(() -> Fault.unavailable().on(new String[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.unavailable().times(0)).hasMessage("times is less than 1: 0");
        assertThatThrownBy(() -> Fault.unavailable().after(-1)).hasMessage("after is negative: -1");
        assertThatThrownBy(() -> Fault.unavailable().afterMessages(0)).hasMessage("afterMessages is less than 1: 0");
        assertThatThrownBy(() -> Fault.slow(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.slow(Duration.ofDays(40_000))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.silent().onKeys("")).hasMessageContaining("empty prefix");
        assertThatThrownBy(() -> Fault.error(StatusCode.OK, "fine")).hasMessage("OK is not an error: fine");
        assertThat(set.isCalm()).isTrue();
    }
}
