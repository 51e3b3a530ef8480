package dev.tercet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Credentials;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnauthenticatedException;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure.Reach;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One authentication for many, and a bounded number for one. */
class AuthenticationTest {
    private final Rig rig = new Rig(1, Credentials.of("root", "secret"));

    private List<Rig.Ended<?>> puts(int count) {
        return IntStream.range(0, count)
                .<Rig.Ended<?>>mapToObj(i -> rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(10)))
                .toList();
    }

    private void authenticated(String token) {
        rig.authentications().get(rig.authentications().size() - 1).reply(Rig.token(token));
    }

    @Test
    void oneForAnyNumberOfFirstCalls() {
        List<Rig.Ended<?>> ended = puts(100);
        assertThat(rig.authentications()).hasSize(1);
        assertThat(rig.authentications().get(0).context.token()).isNull();
        assertThat(rig.sent()).isEmpty();
        authenticated("t1");

        assertThat(rig.sent()).hasSize(100).allMatch(call -> "t1".equals(call.context.token()));
        rig.sent().forEach(call -> call.reply(Rig.WAS_PUT));
        assertThat(ended).allMatch(one -> one.value().equals(Rig.WAS_PUT));
        puts(1);
        assertThat(rig.authentications()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "etcdserver: invalid auth token",
                "etcdserver: revision of auth store is old",
                "etcdserver: user name is empty"
            })
    void oneForAnyNumberThatFindTheTokenRefused(String words) {
        List<Rig.Ended<?>> ended = puts(50);
        authenticated("t1");
        List.copyOf(rig.sent()).forEach(call -> call.refuse(words));
        assertThat(rig.authentications()).hasSize(2);
        authenticated("t2");

        assertThat(rig.authentications()).hasSize(2);
        assertThat(rig.sent()).hasSize(100);
        rig.sent().stream().filter(call -> "t2".equals(call.context.token())).forEach(call -> call.reply(Rig.WAS_PUT));
        assertThat(ended).allMatch(one -> one.value().equals(Rig.WAS_PUT));
    }

    @Test
    void aLateRefusalOfTheOldTokenDoesNotFetchAThird() {
        puts(2);
        authenticated("t1");
        List<FakeTransport.Call<?, ?>> sent = rig.sent();
        sent.get(0).refuse("etcdserver: invalid auth token");
        authenticated("t2");
        sent.get(1).refuse("etcdserver: invalid auth token");

        assertThat(rig.authentications()).hasSize(2);
        assertThat(rig.sent().get(3).context.token()).isEqualTo("t2");
    }

    @Test
    void aCallRenewsAtMostTwice() {
        Rig.Ended<?> ended = puts(1).get(0);
        for (int i = 0; i < 3; i++) {
            authenticated("t" + i);
            rig.wire().last().refuse("etcdserver: invalid auth token");
        }

        assertThat(rig.authentications()).hasSize(3);
        assertThat(ended.failure())
                .isInstanceOf(UnauthenticatedException.class)
                .hasMessage("put \"k\" at http://e0:2379: etcdserver: invalid auth token");
        assertThat(ended.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void aWrongPasswordFailsAllWhoWaitAndTheNextTriesAgain() {
        List<Rig.Ended<?>> ended = puts(10);
        rig.authentications().get(0).refuse("etcdserver: authentication failed, invalid user ID or password");

        assertThat(ended).allSatisfy(one -> {
            assertThat(one.failure())
                    .isInstanceOf(UnauthenticatedException.class)
                    .hasMessageStartingWith("put \"k\": authenticate user root at http://e0:2379: etcdserver: auth")
                    .hasMessageNotContaining("secret");
            assertThat(one.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(one.times()).isEqualTo(1);
        });
        assertThat(ended.stream().map(Rig.Ended::failure).distinct()).hasSize(10);
        assertThat(rig.sent()).isEmpty();
        assertThat(rig.time.waiting()).isZero();
        puts(1);
        assertThat(rig.authentications()).hasSize(2);
    }

    @Test
    void aServerThatWantsNoneIsCalledWithout() {
        puts(1);
        rig.authentications().get(0).refuse("etcdserver: authentication is not enabled");

        assertThat(rig.sent()).hasSize(1);
        assertThat(rig.sent().get(0).context.token()).isNull();
    }

    @Test
    void authenticationSwitchedOnLaterIsNoticed() {
        Rig.Ended<?> ended = puts(1).get(0);
        rig.authentications().get(0).refuse("etcdserver: authentication is not enabled");
        rig.wire().last().refuse("etcdserver: user name is empty");
        assertThat(rig.authentications()).hasSize(2);
        authenticated("t1");
        rig.wire().last().reply(Rig.WAS_PUT);

        assertThat(ended.value()).isEqualTo(Rig.WAS_PUT);
    }

    @Test
    void anAuthenticationThatIsLostIsRepeated() {
        Rig.Ended<?> ended = puts(1).get(0);
        rig.authentications().get(0).fail(StatusCode.UNAVAILABLE, "reset", Reach.LOST);
        rig.seconds(0.1);
        assertThat(rig.authentications()).hasSize(2);
        authenticated("t1");
        rig.wire().last().reply(Rig.WAS_PUT);

        assertThat(ended.value()).isEqualTo(Rig.WAS_PUT);
    }

    @Test
    void aCallThatHasMoreTimeThanTheClientGoesOnWaitingForAToken() {
        Rig.Ended<?> patient = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(60));
        Rig.Ended<?> other = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(60));
        rig.seconds(11);
        assertThat(patient.isDone()).isFalse();
        assertThat(rig.authentications()).hasSize(2);
        authenticated("t1");
        assertThat(rig.sent()).hasSize(2);
        rig.sent().forEach(call -> call.reply(Rig.WAS_PUT));

        assertThat(patient.value()).isEqualTo(Rig.WAS_PUT);
        assertThat(other.value()).isEqualTo(Rig.WAS_PUT);
    }

    @Test
    void aCallThatNeverGetsATokenSaysWhy() {
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(15));
        rig.seconds(15);

        assertThat(ended.times()).isEqualTo(1);
        assertThat(ended.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(ended.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(ended.failure())
                .hasMessage("put \"k\": no token within 15 s: authenticate user root at http://e0:2379: no reply"
                        + " within 10 s");
    }

    @Test
    void anAuthenticationThatFailsAtOnceIsNotAskedForAllTheTime() {
        rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(15));
        for (int i = 0; i < 5; i++) {
            rig.authentications().get(i).refuse("etcdserver: unhealthy cluster");
            assertThat(rig.authentications()).hasSize(i + 1);
            rig.seconds(0.1);
            assertThat(rig.authentications()).hasSize(i + 2);
        }
    }

    @Test
    void anAuthenticationThatIsLostLeavesNoDoubtAboutTheCallThatNeverLeft() {
        Rig.Ended<?> ended = puts(1).get(0);
        rig.authentications().get(0).fail(StatusCode.INTERNAL, "garbage", Reach.LOST);

        assertThat(ended.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(ended.failure()).hasMessage("put \"k\": authenticate user root at http://e0:2379: garbage");
    }

    @Test
    void aReadyTokenIsSentAndNeverRenewed() {
        Rig jwt = new Rig(1, Credentials.ofToken("jwt"));
        Rig.Ended<?> ended = jwt.call(KvRpcs.PUT, Rig.PUT, Rig.within(10));
        assertThat(jwt.wire().last().context.token()).isEqualTo("jwt");
        jwt.wire().last().refuse("etcdserver: invalid auth token");

        assertThat(ended.failure().code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(jwt.wire().calls).hasSize(1);
    }

    @Test
    void withoutCredentialsARefusalIsTold() {
        Rig nobody = new Rig(1);
        Rig.Ended<?> ended = nobody.call(KvRpcs.PUT, Rig.PUT, Rig.within(10));
        nobody.wire().last().refuse("etcdserver: user name is empty");

        assertThat(ended.failure()).isInstanceOf(UnauthenticatedException.class);
        assertThat(nobody.wire().calls).hasSize(1);
    }

    @Test
    void otherCredentialsAreUsedFromTheNextCallOn() {
        puts(1);
        authenticated("t1");
        rig.engine.replaceCredentials(Credentials.of("other", "secret"));
        puts(1);
        assertThat(rig.authentications()).hasSize(2);
        assertThat(rig.authentications().get(1).request).hasToString("authenticate user other");
        authenticated("t2");
        assertThat(rig.wire().last().context.token()).isEqualTo("t2");
        rig.engine.replaceCredentials(Credentials.ofToken("jwt"));
        puts(1);
        assertThat(rig.wire().last().context.token()).isEqualTo("jwt");
        rig.engine.replaceCredentials(Credentials.NONE);
        puts(1);
        assertThat(rig.wire().last().context.token()).isNull();
    }

    @Test
    void aCallRefusedWithATokenThatWasReplacedMeanwhileGoesWithTheOther() {
        Rig jwt = new Rig(1, Credentials.ofToken("old"));
        Rig.Ended<?> ended = jwt.call(KvRpcs.PUT, Rig.PUT, Rig.within(10));
        FakeTransport.Call<?, ?> first = jwt.wire().last();
        jwt.engine.replaceCredentials(Credentials.ofToken("new"));
        first.refuse("etcdserver: invalid auth token");

        FakeTransport.Call<?, ?> second = jwt.wire().last();
        assertThat(second.context.token()).isEqualTo("new");
        second.refuse("etcdserver: invalid auth token");
        assertThat(ended.failure()).isInstanceOf(UnauthenticatedException.class);
        assertThat(jwt.wire().calls).hasSize(2);
    }

    @Test
    void aCallRefusedWithAPasswordsTokenGoesWithTheReadyOneThatCameMeanwhile() {
        Rig.Ended<?> ended = puts(1).get(0);
        authenticated("t1");
        FakeTransport.Call<?, ?> first = rig.wire().last();
        rig.engine.replaceCredentials(Credentials.ofToken("jwt"));
        first.refuse("etcdserver: invalid auth token");
        assertThat(rig.wire().last().context.token()).isEqualTo("jwt");
        rig.wire().last().reply(Rig.WAS_PUT);

        assertThat(ended.value()).isEqualTo(Rig.WAS_PUT);
        assertThat(rig.authentications()).hasSize(1);
    }

    @Test
    void thoseWhoWaitWhenTheCredentialsAreReplacedGetTheNewOnes() {
        puts(3);
        rig.engine.replaceCredentials(Credentials.of("other", "secret"));
        assertThat(rig.authentications()).hasSize(2);
        rig.authentications().get(0).reply(Rig.token("old"));
        assertThat(rig.sent()).isEmpty();
        authenticated("new");

        assertThat(rig.sent()).hasSize(3).allMatch(call -> "new".equals(call.context.token()));
    }

    @Test
    void thoseWhoWaitGoAtOnceWhenAReadyTokenComes() {
        puts(3);
        rig.engine.replaceCredentials(Credentials.ofToken("jwt"));

        assertThat(rig.sent()).hasSize(3).allMatch(call -> "jwt".equals(call.context.token()));
        rig.authentications().get(0).reply(Rig.token("old"));
        puts(1);
        assertThat(rig.wire().last().context.token()).isEqualTo("jwt");
    }

    @Test
    void closingEndsThoseWhoWaitForAToken() {
        List<Rig.Ended<?>> ended = puts(3);
        rig.close();

        assertThat(ended).allSatisfy(one -> {
            assertThat(one.failure()).isInstanceOf(ClientClosedException.class);
            assertThat(one.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(one.times()).isEqualTo(1);
        });
    }
}
