package dev.tercet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ConnectionRejectedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.ProtocolException;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.error.UnavailableException;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamFlowTest {
    private static final StreamRpc<String, String> WATCH = new StreamRpc<>("service", "Watch", "/watch", true);
    private static final StreamRpc<String, String> OBSERVE = new StreamRpc<>("service", "Observe", "/observe", false);

    private final Rig rig = new Rig(2);
    private final Heard heard = new Heard();

    private static final class Heard implements Calls.StreamResult<String> {
        final List<Object> signals = new ArrayList<>();

        @Override
        public void onMessage(String message) {
            signals.add(message);
        }

        @Override
        public void onEnd(@Nullable EtcdException failure) {
            signals.add(failure == null ? "end" : failure);
        }

        EtcdException failure() {
            return (EtcdException) signals.get(signals.size() - 1);
        }
    }

    private Calls.Stream open(Rig on, StreamRpc<String, String> rpc) {
        return on.engine.stream(rpc, "watch prefix \"/a/\"", CallOptions.DEFAULT, true, heard);
    }

    private FakeTransport.Stream<?, ?> wire() {
        return rig.wires.stream()
                .flatMap(wire -> wire.streams.stream())
                .findFirst()
                .orElseThrow();
    }

    private static WireFailure failure(StatusCode code, String words, Reach reach) {
        return new WireFailure(code, words, reach, null);
    }

    private long probes() {
        return rig.probes(0).size() + rig.probes(1).size();
    }

    @Test
    void messagesAndAnEndWithoutErrorComeThrough() {
        Calls.Stream stream = open(rig, WATCH);
        assertThat(stream.endpoint()).isEqualTo("http://e0:2379");
        assertThat(wire().context.requireLeader()).isTrue();
        wire().message("one");
        wire().message("two");
        wire().end(null);

        assertThat(heard.signals).containsExactly("one", "two", "end");
        assertThat(rig.time.waiting()).isZero();
        assertThat(probes()).isZero();
    }

    @Test
    void aFailureNamesWhatWhereAndWhatCame() {
        open(rig, WATCH);
        wire().end(failure(StatusCode.UNAVAILABLE, "connection reset", Reach.LOST));

        assertThat(heard.failure())
                .isInstanceOf(UnavailableException.class)
                .hasMessage("watch prefix \"/a/\" at http://e0:2379: connection reset");
        assertThat(heard.failure().endpoint()).contains("http://e0:2379");
        assertThat(rig.probes(0)).hasSize(1);
    }

    private static WireFailure misconfigured() {
        return failure(StatusCode.UNAVAILABLE, "certificate refused", Reach.MISCONFIGURED);
    }

    @Test
    void anEndpointThatCannotBeConnectedToIsPassedOver() {
        Calls.Stream stream = open(rig, WATCH);
        stream.request(5);
        rig.wires.get(0).lastStream().end(misconfigured());

        FakeTransport.Stream<?, ?> second = rig.wires.get(1).lastStream();
        assertThat(heard.signals).isEmpty();
        assertThat(stream.endpoint()).isEqualTo("http://e1:2379");
        assertThat(second.requested).hasValue(6);
        assertThat(rig.probes(0)).hasSize(1);
        second.message("one");
        rig.seconds(10_000);
        assertThat(heard.signals).containsExactly("one");
        stream.cancel();
        assertThat(second.cancelled).isTrue();
        assertThat(rig.time.waiting()).isEqualTo(1);
    }

    @Test
    void itEndsWhenNoEndpointCanBeConnectedTo() {
        open(rig, WATCH);
        rig.wires.get(0).lastStream().end(misconfigured());
        rig.wires.get(1).lastStream().end(misconfigured());

        assertThat(heard.signals).hasSize(1);
        assertThat(heard.failure())
                .isInstanceOf(ConnectionRejectedException.class)
                .hasMessage("watch prefix \"/a/\" at http://e1:2379: certificate refused");
        assertThat(rig.wires).allMatch(wire -> wire.streams.size() == 1);
    }

    @Test
    void whatTheTransportCannotDoIsTheEnd() {
        open(rig, OBSERVE);
        Throwable cannot = new UnsupportedOperationException("no streams here: use gRPC");
        wire().end(new WireFailure(StatusCode.UNIMPLEMENTED, "no streams here: use gRPC", Reach.REFUSED, cannot));

        assertThat(heard.signals).hasSize(1);
        assertThat(heard.failure())
                .isInstanceOf(RejectedEtcdException.class)
                .hasMessage("watch prefix \"/a/\" at http://e0:2379: no streams here: use gRPC")
                .hasCause(cannot);
        assertThat(heard.failure().code()).isEqualTo(ErrorCode.UNSUPPORTED);
        assertThat(rig.wires.get(1).streams).isEmpty();
        assertThat(probes()).isZero();
    }

    @Test
    void theEndpointAfterOneThatCannotBeConnectedToHasAShareOfItsOwn() {
        open(rig, WATCH);
        rig.seconds(4);
        rig.wires.get(0).lastStream().end(misconfigured());
        rig.seconds(4.99);
        assertThat(heard.signals).isEmpty();
        rig.seconds(0.01);

        assertThat(heard.failure()).hasMessageEndingWith("http://e1:2379: no answer within 5000 ms");
    }

    @Test
    void onceAServerSpokeAConnectionThatCannotBeMadeIsTheEndOfTheStream() {
        open(rig, WATCH);
        rig.wires.get(0).lastStream().message("one");
        rig.wires.get(0).lastStream().end(misconfigured());

        assertThat(heard.failure()).isInstanceOf(ConnectionRejectedException.class);
        assertThat(rig.wires.get(1).streams).isEmpty();
    }

    @Test
    void aPinnedOneGoesNowhereElse() {
        rig.engine.at("http://e1:2379").stream(WATCH, "w", CallOptions.DEFAULT, false, heard);
        rig.wires.get(1).lastStream().end(misconfigured());

        assertThat(heard.failure()).isInstanceOf(ConnectionRejectedException.class);
        assertThat(rig.wires.get(0).streams).isEmpty();
    }

    @Test
    void howLongAnEndpointMaySayNothingIsTheCallersToSay() {
        rig.engine.stream(WATCH, "w", Rig.within(2), true, heard);
        rig.seconds(0.99);
        assertThat(heard.signals).isEmpty();
        rig.seconds(0.01);

        assertThat(heard.failure()).hasMessage("w at http://e0:2379: no answer within 1000 ms");
    }

    @Test
    void aTransportThatThrowsIsTheEnd() {
        rig.wire().onStream = stream -> {
            throw new IllegalStateException("broken");
        };
        open(rig, WATCH);

        assertThat(heard.failure())
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("java.lang.IllegalStateException: broken");
        assertThat(rig.time.waiting()).isZero();
    }

    @Test
    void cancellingEndsItAtTheServerAndSaysNothingAgainstTheEndpoint() {
        Calls.Stream stream = open(rig, WATCH);
        wire().message("one");
        stream.cancel();
        stream.cancel();

        assertThat(wire().cancelled).isTrue();
        assertThat(heard.signals).containsExactly("one");
        assertThat(probes()).isZero();
        assertThat(rig.time.waiting()).isZero();
        wire().message("late");
        assertThat(heard.signals).containsExactly("one");
    }

    @Test
    void anEndpointThatSaysNothingIsSetAsideAndTheStreamEnds() {
        open(rig, WATCH);
        rig.seconds(4.99);
        assertThat(heard.signals).isEmpty();
        rig.seconds(0.01);

        assertThat(heard.signals).hasSize(1);
        assertThat(heard.failure()).hasMessage("watch prefix \"/a/\" at http://e0:2379: no answer within 5000 ms");
        assertThat(wire().cancelled).isTrue();
        assertThat(rig.probes(0)).hasSize(1);
    }

    @Test
    void oneThatSpokeMayBeSilentForEver() {
        open(rig, WATCH);
        wire().message("created");
        rig.seconds(10_000);

        assertThat(heard.signals).containsExactly("created");
    }

    @Test
    void oneThatIsNotExpectedToSpeakMayBeSilent() {
        open(rig, OBSERVE);
        rig.seconds(10_000);

        assertThat(heard.signals).isEmpty();
        assertThat(rig.time.waiting()).isZero();
    }

    @Test
    void closingEndsItOnceAndAfterThatNothingComes() {
        open(rig, WATCH);
        wire().message("one");
        rig.close();
        wire().message("late");

        assertThat(heard.signals).hasSize(2);
        assertThat(heard.failure()).isInstanceOf(ClientClosedException.class);
        assertThat(wire().cancelled).isTrue();
    }

    @Test
    void aClosedClientOpensNone() {
        rig.close();
        open(rig, WATCH);

        assertThat(heard.signals).hasSize(1);
        assertThat(heard.failure()).isInstanceOf(ClientClosedException.class);
        assertThat(rig.wire().streams).isEmpty();
    }

    @Test
    void whatIsAskedBeforeItIsOpenIsAskedThen() {
        Rig secured = new Rig(1, Credentials.of("root", "secret"));
        Calls.Stream stream = open(secured, WATCH);
        stream.request(5);
        stream.requestProgress();
        assertThat(stream.endpoint()).isEmpty();
        assertThat(secured.wire().streams).isEmpty();
        secured.authentications().get(0).reply(Rig.token("t1"));

        FakeTransport.Stream<?, ?> opened = secured.wire().lastStream();
        assertThat(opened.context.token()).isEqualTo("t1");
        assertThat(opened.requested).hasValue(6);
        assertThat(opened.progressRequests).hasValue(1);
        stream.request(1);
        stream.requestProgress();
        assertThat(opened.requested).hasValue(7);
        assertThat(opened.progressRequests).hasValue(2);
    }

    @Test
    void oneThatIsCancelledBeforeItIsOpenIsNeverOpened() {
        Rig secured = new Rig(1, Credentials.of("root", "secret"));
        open(secured, WATCH).cancel();
        secured.authentications().get(0).reply(Rig.token("t1"));

        assertThat(secured.wire().streams).isEmpty();
        assertThat(heard.signals).isEmpty();
        assertThat(secured.time.waiting()).isZero();
    }

    @Test
    void oneThatWaitsForATokenEndsWithTheClient() {
        Rig secured = new Rig(1, Credentials.of("root", "secret"));
        open(secured, WATCH);
        secured.close();

        assertThat(heard.signals).hasSize(1);
        assertThat(heard.failure()).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void aWrongPasswordEndsIt() {
        Rig secured = new Rig(1, Credentials.of("root", "secret"));
        open(secured, WATCH);
        secured.authentications().get(0).refuse("etcdserver: authentication failed, invalid user ID or password");

        assertThat(heard.failure().code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(secured.time.waiting()).isZero();
    }

    @Test
    void aRefusedTokenIsRenewedForTheNext() {
        Rig secured = new Rig(1, Credentials.of("root", "secret"));
        open(secured, WATCH);
        secured.authentications().get(0).reply(Rig.token("t1"));
        secured.wire().lastStream().end(failure(StatusCode.UNKNOWN, "etcdserver: invalid auth token", Reach.ANSWERED));
        assertThat(heard.failure().code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        open(secured, WATCH);

        assertThat(secured.authentications()).hasSize(2);
    }

    @Test
    void aTokenRefusedInACancelReasonIsRenewedOnceForAll() {
        Rig secured = new Rig(1, Credentials.of("root", "secret"));
        Calls.Stream one = open(secured, WATCH);
        Calls.Stream other = open(secured, WATCH);
        secured.authentications().get(0).reply(Rig.token("t1"));
        assertThat(one.rejectToken()).isTrue();
        open(secured, WATCH);
        secured.authentications().get(1).reply(Rig.token("t2"));
        assertThat(other.rejectToken()).isTrue();
        open(secured, WATCH);

        assertThat(secured.authentications()).hasSize(2);
        assertThat(open(rig, WATCH).rejectToken()).isFalse();
    }

    @Test
    void aPinnedOneGoesToItsEndpoint() {
        rig.engine.at("http://e1:2379").stream(WATCH, "w", false, heard);

        assertThat(rig.wires.get(1).streams).hasSize(1);
        assertThat(rig.wires.get(1).lastStream().context.requireLeader()).isFalse();
    }
}
