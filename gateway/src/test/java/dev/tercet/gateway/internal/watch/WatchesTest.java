package dev.tercet.gateway.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.gateway.internal.dialect.Dialects;
import dev.tercet.gateway.internal.watch.PlayedDoor.PlayedSocket;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.TlsMaterial;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.WireStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchesTest {
    private static final String CREATED = "{\"result\":{\"header\":{\"revision\":\"5\"},\"created\":true}}";
    private static final String CREATED_1 =
            "{\"result\":{\"header\":{\"revision\":\"5\"},\"watch_id\":\"1\",\"created\":true}}";
    private static final WireFailure LOST = new WireFailure(StatusCode.UNAVAILABLE, "cut", Reach.LOST, null);

    private final HandClock clock = new HandClock();
    private final List<Posted> posted = new ArrayList<>();
    private final List<Read> reads = new ArrayList<>();
    private PlayedDoor door = new PlayedDoor("3.6.14");
    private Dialects dialects = new Dialects(door, settings());
    private Watches watches = watches();

    @Test
    void watchesShareAWebsocket() {
        Heard first = new Heard();
        Heard second = new Heard();
        open("a", CallContext.PLAIN, first);
        open("b", CallContext.PLAIN, second);
        PlayedSocket socket = only();
        assertThat(socket.path).isEqualTo("/v3/watch");
        assertThat(socket.protocols).isEmpty();
        assertThat(socket.sent).hasSize(2).allMatch(text -> text.startsWith("{\"create_request\":{"));
        assertThat(socket.requested).isEqualTo(1);
        socket.peer.onOpen();
        socket.say(CREATED);
        socket.say(CREATED_1);
        socket.say("{\"result\":{\"header\":{\"revision\":\"6\"},\"watch_id\":\"1\",\"events\":[{\"kv\":"
                + "{\"key\":\"Yg==\",\"mod_revision\":\"6\",\"create_revision\":\"6\",\"version\":\"1\"}}]}}");
        assertThat(socket.requested).isEqualTo(1);
        assertThat(first.messages).containsExactly(created());
        assertThat(second.messages).hasSize(2);
        assertThat(second.messages.get(1)).isInstanceOf(WatchRpcs.Events.class);
    }

    @Test
    void everySocketGetsMarksAndOnlyThoseWhoWantThemAreTold() {
        Heard heard = new Heard();
        open("a", CallContext.PLAIN, heard);
        assertThat(only().sent.get(0)).contains("\"progress_notify\":true");
        only().peer.onOpen();
        only().say(CREATED);
        only().say("{\"result\":{\"header\":{\"revision\":\"9\"}}}");
        assertThat(heard.messages).hasSize(1);
        only().say("{\"result\":{\"header\":{\"revision\":\"9\"},\"watch_id\":\"-1\"}}");
        assertThat(heard.messages).last().isEqualTo(new WatchRpcs.Progress(new Header(0, 0, 9, 0), true));
    }

    @Test
    void oneIsCancelledByAMessageAndTheLastWithTheSocket() {
        Heard first = new Heard();
        Heard second = new Heard();
        WireStream a = open("a", CallContext.PLAIN, first);
        WireStream b = open("b", CallContext.PLAIN, second);
        PlayedSocket socket = only();
        socket.peer.onOpen();
        socket.say(CREATED);
        socket.say(CREATED_1);
        b.requestProgress();
        a.cancel();
        assertThat(socket.sent.subList(2, 4)).containsExactly("{\"progress_request\":{}}", "{\"cancel_request\":{}}");
        assertThat(first.failure).extracting(WireFailure::code).isEqualTo(StatusCode.CANCELLED);
        assertThat(socket.cancelled).isFalse();
        b.cancel();
        assertThat(socket.cancelled).isTrue();
        assertThat(second.ended).isTrue();
        assertThat(clock.waiting()).isZero();
        socket.peer.onEnd(LOST);
        assertThat(door.inquiries()).isEqualTo(1);
        open("c", CallContext.PLAIN, new Heard());
        assertThat(door.inquiries())
                .as("an end of our own is no reason to ask again")
                .isEqualTo(1);
    }

    @Test
    void aTokenGoesAlongAsASubProtocol() {
        open("a", new CallContext("t1.9", false), new Heard());
        assertThat(only().protocols).containsExactly("Bearer", "t1.9");
        open("b", new CallContext("t2.9", false), new Heard());
        assertThat(door.sockets()).as("one for each token").hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blank", "with,comma", "with=", "Bearer"})
    void aTokenThatCannotBeASubProtocolIsPosted(String token) {
        open("a", new CallContext(token, false), new Heard());
        assertThat(door.sockets()).isEmpty();
        assertThat(posted).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "3.3.25, , 0",
        "3.4.14, , 0",
        "3.4.15, , 1",
        "3.5.30, , 1",
        "3.4.40, token, 0",
        "3.5.31, token, 0",
        "3.5.32, token, 1",
        "3.6.12, token, 0",
        "3.6.13, token, 1",
        "3.7.0, token, 1"
    })
    void whereWebsocketsDoNotWorkTheyArePosted(String version, String token, int sockets) {
        server(version);
        open("a", new CallContext(token, false), new Heard());
        assertThat(door.sockets()).hasSize(sockets);
        assertThat(posted).hasSize(1 - sockets);
    }

    @Test
    void whatWaitsOnARefusedSocketIsPostedUnseen() {
        Heard first = new Heard();
        Heard second = new Heard();
        open("a", CallContext.PLAIN, first);
        open("b", CallContext.PLAIN, second);
        refuse(only(), 403);
        assertThat(posted).extracting(it -> it.create.range().toString()).hasSize(2);
        assertThat(first.ended || second.ended).isFalse();
        posted.get(1).reply.onMessage(created());
        assertThat(second.messages).containsExactly(created());
        open("c", CallContext.PLAIN, new Heard());
        assertThat(posted).hasSize(3);
        assertThat(door.sockets()).as("it is not tried again").hasSize(1);

        dialects.forget();
        open("d", CallContext.PLAIN, new Heard());
        assertThat(door.sockets()).as("until somebody else may listen").hasSize(2);
    }

    @Test
    void whoWasGivenUpIsNotPosted() {
        Heard heard = new Heard();
        open("a", CallContext.PLAIN, new Heard());
        open("b", CallContext.PLAIN, heard).cancel();
        refuse(only(), 404);
        assertThat(posted).hasSize(1);
        assertThat(heard.ended).isTrue();
    }

    @Test
    void aRefusalForNowIsNotRemembered() {
        open("a", CallContext.PLAIN, new Heard());
        refuse(only(), 503);
        assertThat(posted).hasSize(1);
        open("b", CallContext.PLAIN, new Heard());
        assertThat(door.sockets()).hasSize(2);
    }

    @Test
    void postedWatchesAreCancelledAndAskedThere() {
        server("3.3.25");
        WireStream watch = open("a", CallContext.PLAIN, new Heard());
        watch.requestProgress();
        watch.cancel();
        assertThat(posted.get(0).done).containsExactly("progress", "cancel");
    }

    @Test
    void aSilentSocketIsAskedAndGivenUp() {
        Heard heard = new Heard();
        open("a", CallContext.PLAIN, heard);
        PlayedSocket socket = only();
        socket.peer.onOpen();
        socket.say(CREATED);
        clock.pass(Duration.ofSeconds(10));
        assertThat(socket.pings).isEqualTo(1);
        socket.peer.onPong();
        clock.pass(Duration.ofSeconds(10));
        assertThat(socket.pings).isEqualTo(2);
        clock.pass(Duration.ofSeconds(4));
        assertThat(heard.ended).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(heard.failure)
                .isEqualTo(new WireFailure(StatusCode.UNAVAILABLE, "no answer to a ping within 5 s", Reach.LOST, null));
        assertThat(socket.cancelled).isTrue();
        assertThat(clock.waiting()).isZero();
        open("b", CallContext.PLAIN, new Heard());
        assertThat(door.inquiries()).as("another server may listen there").isEqualTo(2);
    }

    @Test
    void aSocketThatDoesNotOpenIsGivenUp() {
        Heard heard = new Heard();
        open("a", CallContext.PLAIN, heard);
        clock.pass(Duration.ofSeconds(8));
        assertThat(heard.failure).extracting(WireFailure::reach).isEqualTo(Reach.NEVER_LEFT);
    }

    @Test
    void afterTwoThatAreNotAnsweredTheyArePosted() {
        Heard first = new Heard();
        open("a", CallContext.PLAIN, first);
        leaveUnanswered(only());
        assertThat(first.failure).as("core tries again").isEqualTo(LOST);
        Heard second = new Heard();
        open("a", CallContext.PLAIN, second);
        clock.pass(Duration.ofSeconds(8));
        assertThat(door.sockets()).hasSize(2);
        assertThat(posted).hasSize(1);
        assertThat(second.ended).isFalse();
        open("b", CallContext.PLAIN, new Heard());
        assertThat(posted).hasSize(2);
        assertThat(door.inquiries()).isEqualTo(1);

        dialects.forget();
        open("c", CallContext.PLAIN, new Heard());
        assertThat(door.sockets()).as("until somebody else may listen").hasSize(3);
        leaveUnanswered(door.last());
        assertThat(posted).as("counted from the beginning").hasSize(2);
    }

    @Test
    void oneThatOpensLetsForgetThoseThatDidNot() {
        open("a", CallContext.PLAIN, new Heard());
        leaveUnanswered(only());
        WireStream open = open("a", CallContext.PLAIN, new Heard());
        door.last().peer.onOpen();
        open.cancel();
        open("a", CallContext.PLAIN, new Heard());
        leaveUnanswered(door.last());
        assertThat(posted).isEmpty();
    }

    @Test
    void whereNobodyListensIsNotWhereNobodyAnswers() {
        for (int i = 0; i < 3; i++) {
            open("a", CallContext.PLAIN, new Heard());
            door.last().peer.onEnd(LOST);
        }
        assertThat(posted).isEmpty();
        assertThat(door.sockets()).hasSize(3);
        assertThat(door.inquiries()).isEqualTo(3);
    }

    private static void leaveUnanswered(PlayedSocket socket) {
        socket.peer.onUnanswered();
        socket.peer.onEnd(LOST);
    }

    @Test
    void theEndOfASocketIsTheEndOfItsWatches() {
        Heard created = new Heard();
        Heard creating = new Heard();
        open("a", CallContext.PLAIN, created);
        open("b", CallContext.PLAIN, creating);
        only().peer.onOpen();
        only().say(CREATED);
        only().peer.onEnd(LOST);
        assertThat(List.of(created, creating)).allMatch(heard -> LOST.equals(heard.failure));
        assertThat(clock.waiting()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'error':{'grpc_code':14,'http_code':503,'message':'etcdserver: no leader','http_status':'x'}}",
                "{'error':{'code':14,'message':'etcdserver: no leader','details':[]}}",
                "{'code':14,'message':'etcdserver: no leader','details':[]}",
                "{'error':'etcdserver: no leader','message':'etcdserver: no leader','code':14}",
                "{'error':'etcdserver: no leader','code':14}"
            })
    void whatTheGatewaySaysOfItsOwnCallIsAnAnswer(String text) {
        Heard heard = new Heard();
        open("a", CallContext.PLAIN, heard);
        only().peer.onOpen();
        only().say(text.replace('\'', '"'));
        assertThat(heard.failure)
                .returns(Reach.ANSWERED, WireFailure::reach)
                .returns(StatusCode.UNAVAILABLE, WireFailure::code)
                .extracting(WireFailure::message)
                .asString()
                .contains("etcdserver: no leader");
        assertThat(only().cancelled).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{\"result\":{\"header\":", "{}", "[]", ""})
    void whatMakesNoSenseIsTheEnd(String text) {
        Heard heard = new Heard();
        open("a", CallContext.PLAIN, heard);
        only().peer.onOpen();
        only().say(text);
        assertThat(heard.failure)
                .returns(Reach.LOST, WireFailure::reach)
                .extracting(WireFailure::message)
                .asString()
                .contains("/v3/watch");
        assertThat(only().cancelled).isTrue();
    }

    @Test
    void nothingIsOpenedBeforeThereIsALeader() {
        Heard heard = new Heard();
        open("a", CallContext.WITH_LEADER, heard);
        open("b", CallContext.WITH_LEADER, new Heard());
        assertThat(door.sockets()).isEmpty();
        assertThat(reads).hasSize(1);
        assertThat(reads.get(0).context).isEqualTo(CallContext.WITH_LEADER);
        reads.get(0).reply.onReply(empty());
        assertThat(only().sent).hasSize(2);

        only().peer.onOpen();
        clock.pass(Duration.ofSeconds(10));
        assertThat(reads).hasSize(2);
        reads.get(1).reply.onFailure(noLeader());
        assertThat(heard.failure).isEqualTo(noLeader());
        assertThat(only().cancelled).isTrue();
        assertThat(clock.waiting()).isZero();
    }

    @Test
    void whoRequiresNoLeaderStays() {
        Heard patient = new Heard();
        Heard strict = new Heard();
        open("a", CallContext.PLAIN, patient);
        open("b", CallContext.WITH_LEADER, strict);
        reads.get(0).reply.onFailure(noLeader());
        assertThat(strict.failure).isEqualTo(noLeader());
        assertThat(patient.ended).isFalse();
        assertThat(only().sent).hasSize(1);
    }

    @Test
    void oneThatWaitsForTheLeaderIsCancelled() {
        Heard heard = new Heard();
        open("a", CallContext.WITH_LEADER, heard).cancel();
        assertThat(heard.failure).isEqualTo(new WireFailure(StatusCode.CANCELLED, "cancelled", Reach.NEVER_LEFT, null));
        assertThat(reads.get(0).cancelled).isTrue();
        assertThat(clock.waiting()).isZero();
        reads.get(0).reply.onReply(empty());
        assertThat(door.sockets()).isEmpty();
    }

    @Test
    void theLastThatRequiresALeaderEndsTheQuestions() {
        WireStream watch = open("a", CallContext.WITH_LEADER, new Heard());
        reads.get(0).reply.onReply(empty());
        watch.cancel();
        assertThat(clock.waiting()).isZero();
        clock.pass(Duration.ofMinutes(1));
        assertThat(reads).hasSize(1);
    }

    @Test
    void oneThatWaitedForTheLeaderIsPostedIfWebsocketsWereRefusedMeanwhile() {
        open("a", CallContext.PLAIN, new Heard());
        open("b", CallContext.WITH_LEADER, new Heard());
        refuse(only(), 400);
        reads.get(0).reply.onReply(empty());
        assertThat(posted).hasSize(2);
        assertThat(clock.waiting())
                .as("its own request carries the requirement")
                .isZero();
    }

    @Test
    void closingEndsWhatWaits() {
        Heard waiting = new Heard();
        Heard late = new Heard();
        open("a", CallContext.WITH_LEADER, waiting);
        watches.close();
        assertThat(waiting.failure).extracting(WireFailure::message).isEqualTo("the transport is closed");
        open("b", CallContext.PLAIN, late);
        assertThat(late.ended).isTrue();
        assertThat(clock.waiting()).isZero();
    }

    private void server(String version) {
        door = new PlayedDoor(version);
        dialects = new Dialects(door, settings());
        watches = watches();
    }

    private Watches watches() {
        return new Watches(
                door,
                dialects,
                (create, context, reply) -> {
                    Posted one = new Posted(create, reply);
                    posted.add(one);
                    return one;
                },
                (request, context, reply) -> {
                    Read one = new Read(context, reply);
                    reads.add(one);
                    return one;
                },
                settings(),
                clock);
    }

    private WireStream open(String key, CallContext context, Heard heard) {
        return watches.open(new WatchRpcs.Create(KeyRange.of(key), 0, Set.of(), false, false, true), context, heard);
    }

    private PlayedSocket only() {
        assertThat(door.sockets()).hasSize(1);
        return door.last();
    }

    private static void refuse(PlayedSocket socket, int status) {
        socket.peer.onRefused(status);
        socket.peer.onEnd(new WireFailure(StatusCode.UNAVAILABLE, "HTTP " + status, Reach.REFUSED, null));
    }

    private static WatchRpcs.Message created() {
        return new WatchRpcs.Created(new Header(0, 0, 5, 0));
    }

    private static GetResult empty() {
        return new GetResult(new Header(0, 0, 5, 0), List.of(), false, 0);
    }

    private static WireFailure noLeader() {
        return new WireFailure(StatusCode.UNAVAILABLE, "etcdserver: no leader", Reach.ANSWERED, null);
    }

    private TransportSettings settings() {
        return new TransportSettings(
                new NoTls(), Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(5), 1 << 20, clock);
    }

    /** A watch by a request of its own. */
    private static final class Posted implements WireStream {
        final WatchRpcs.Create create;
        final StreamReply<WatchRpcs.Message> reply;
        final List<String> done = new ArrayList<>();

        Posted(WatchRpcs.Create create, StreamReply<WatchRpcs.Message> reply) {
            this.create = create;
            this.reply = reply;
        }

        @Override
        public void request(int messages) {
            done.add("request");
        }

        @Override
        public void requestProgress() {
            done.add("progress");
        }

        @Override
        public void cancel() {
            done.add("cancel");
        }
    }

    /** A question for the leader. */
    private static final class Read implements WireCall {
        final CallContext context;
        final Reply<GetResult> reply;
        boolean cancelled;

        Read(CallContext context, Reply<GetResult> reply) {
            this.context = context;
            this.reply = reply;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public boolean hasLeft() {
            return true;
        }
    }

    /** Nothing of the kind. */
    private static final class NoTls implements TlsMaterial {
        @Override
        public KeyManager[] keyManagers() {
            return new KeyManager[0];
        }

        @Override
        public TrustManager[] trustManagers() {
            return new TrustManager[0];
        }

        @Override
        public Optional<String> serverName() {
            return Optional.empty();
        }

        @Override
        public boolean isVerifying() {
            return true;
        }
    }
}
