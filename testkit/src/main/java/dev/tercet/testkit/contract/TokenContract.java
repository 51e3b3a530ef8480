package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Credentials;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.proto.etcdserverpb.AuthGrpc;
import dev.tercet.proto.etcdserverpb.AuthenticateRequest;
import dev.tercet.proto.etcdserverpb.AuthenticateResponse;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.testkit.script.Answer;
import dev.tercet.testkit.script.Messages;
import dev.tercet.testkit.script.ScriptedServer;
import dev.tercet.testkit.script.UnaryScript;
import dev.tercet.testkit.script.WatchStream;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Tokens: one for all, replaced once for all.
 *
 * @since 0.1
 */
public interface TokenContract extends ScriptedContract {
    /** Who asks. */
    Credentials ANN = Credentials.of("ann", "the-secret");

    /** Hands out the tokens t1, t2 and so on, as slowly as a password check is. */
    private UnaryScript<AuthenticateRequest, AuthenticateResponse> tokens(ScriptedServer server) {
        AtomicInteger count = new AtomicInteger();
        Answer<AuthenticateRequest, AuthenticateResponse> answer =
                Answer.replying(request -> Messages.token("t" + count.incrementAndGet()));
        return server.unary(AuthGrpc.getAuthenticateMethod()).always(answer.after(Duration.ofMillis(100)));
    }

    /** Answers reads with this token, and with a refusal all others. */
    private Answer<RangeRequest, RangeResponse> onlyWith(String token) {
        return call -> {
            if (token.equals(call.headers().token())) {
                call.reply(Messages.range(5, Messages.kv("k", "v", 3)));
            } else {
                call.fail(Messages.invalidToken());
            }
        };
    }

    private void readAtOnce(Subject etcd, int callers) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                calls.add(pool.submit(() -> etcd.kv().getString("k").orElseThrow()));
            }
            for (Future<?> call : calls) {
                call.get(20, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    default void manyFirstCallsAuthenticateOnceAndSoDoManyThatFindTheTokenExpired() throws Throwable {
        scripted(b -> b.credentials(ANN), (server, etcd) -> {
            UnaryScript<AuthenticateRequest, AuthenticateResponse> authenticate = tokens(server);
            server.unary(KVGrpc.getRangeMethod()).always(onlyWith("t1"));
            readAtOnce(etcd, 20);
            assertThat(authenticate.count()).isEqualTo(1);
            assertThat(authenticate.calls().get(0).request().getName()).isEqualTo("ann");
            assertThat(authenticate.calls().get(0).request().getPassword()).isEqualTo("the-secret");

            server.unary(KVGrpc.getRangeMethod()).always(onlyWith("t2"));
            readAtOnce(etcd, 20);
            assertThat(authenticate.count()).isEqualTo(2);
        });
    }

    @Test
    default void eachOfTheThreeRefusalsGetsANewTokenAndTheWriteThrough() throws Throwable {
        for (Status refusal : List.of(Messages.invalidToken(), Messages.oldAuthRevision(), Messages.noUser())) {
            scripted(b -> b.credentials(ANN), (server, etcd) -> {
                UnaryScript<AuthenticateRequest, AuthenticateResponse> authenticate = tokens(server);
                UnaryScript<PutRequest, PutResponse> puts = server.unary(KVGrpc.getPutMethod())
                        .then(Answer.failure(refusal))
                        .always(Answer.reply(Messages.putReply(5)));
                assertThat(etcd.kv().put("k", "v").revision()).isEqualTo(5);
                assertThat(puts.count()).isEqualTo(2);
                assertThat(puts.calls().get(0).headers().token()).isEqualTo("t1");
                assertThat(puts.calls().get(1).headers().token()).isEqualTo("t2");
                assertThat(authenticate.count()).isEqualTo(2);
            });
        }
    }

    @Test
    default void aTokenThatIsAlwaysRefusedIsAFailureSoon() throws Throwable {
        scripted(b -> b.credentials(ANN), (server, etcd) -> {
            UnaryScript<AuthenticateRequest, AuthenticateResponse> authenticate = tokens(server);
            server.unary(KVGrpc.getPutMethod()).always(Answer.failure(Messages.invalidToken()));
            Expect.rejection(ErrorCode.UNAUTHENTICATED, () -> etcd.kv().put("k", "v"));
            assertThat(authenticate.count()).isBetween(2, 4);
        });
    }

    @Test
    default void aWrongPasswordIsTriedOnce() throws Throwable {
        scripted(b -> b.credentials(ANN), (server, etcd) -> {
            UnaryScript<AuthenticateRequest, AuthenticateResponse> authenticate = server.unary(
                            AuthGrpc.getAuthenticateMethod())
                    .always(Answer.failure(Status.INVALID_ARGUMENT.withDescription(
                            "etcdserver: authentication failed, invalid user ID or password")));
            EtcdException failure = Expect.failure(
                    ErrorCode.UNAUTHENTICATED,
                    Outcome.NOT_APPLIED,
                    () -> etcd.kv().put("k", "v"));
            assertThat(failure).hasMessageContaining("ann").hasMessageNotContaining("the-secret");
            assertThat(authenticate.count()).isEqualTo(1);
            assertThat(server.unary(KVGrpc.getPutMethod()).count()).isZero();
        });
    }

    @Test
    default void whereAuthenticationIsOffCallsGoWithoutAToken() throws Throwable {
        scripted(b -> b.credentials(ANN), (server, etcd) -> {
            server.unary(AuthGrpc.getAuthenticateMethod())
                    .always(Answer.failure(
                            Status.FAILED_PRECONDITION.withDescription("etcdserver: authentication is not enabled")));
            server.unary(KVGrpc.getPutMethod()).always(Answer.reply(Messages.putReply(5)));
            etcd.kv().put("k", "v");
            assertThat(server.unary(KVGrpc.getPutMethod())
                            .awaitCall(1)
                            .headers()
                            .token())
                    .isNull();
        });
    }

    @Test
    default void withoutCredentialsNobodyAuthenticates() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getPutMethod()).always(Answer.failure(Messages.noUser()));
            Expect.rejection(ErrorCode.UNAUTHENTICATED, () -> etcd.kv().put("k", "v"));
            assertThat(server.unary(AuthGrpc.getAuthenticateMethod()).count()).isZero();
            assertThat(server.unary(KVGrpc.getPutMethod()).count()).isEqualTo(1);
        });
    }

    @Test
    default void aReadyTokenIsSentAsItIs() throws Throwable {
        scripted(b -> b.credentials(Credentials.ofToken("ready.made.token")), (server, etcd) -> {
            server.unary(KVGrpc.getRangeMethod()).always(onlyWith("ready.made.token"));
            assertThat(etcd.kv().getString("k")).contains("v");
            server.unary(KVGrpc.getRangeMethod()).always(onlyWith("another"));
            EtcdException failure =
                    Expect.rejection(ErrorCode.UNAUTHENTICATED, () -> etcd.kv().getString("k"));
            assertThat(failure).hasMessageNotContaining("ready.made.token");
            assertThat(server.unary(AuthGrpc.getAuthenticateMethod()).count()).isZero();
        });
    }

    @Test
    default void credentialsAreReplacedOnALiveClient() throws Throwable {
        scripted(b -> b.credentials(ANN), (server, etcd) -> {
            UnaryScript<AuthenticateRequest, AuthenticateResponse> authenticate = tokens(server);
            server.unary(KVGrpc.getRangeMethod()).always(onlyWith("t1"));
            assertThat(etcd.kv().getString("k")).contains("v");
            etcd.client().replaceCredentials(Credentials.of("bob", "other"));
            server.unary(KVGrpc.getRangeMethod()).always(onlyWith("t2"));
            assertThat(etcd.kv().getString("k")).contains("v");
            assertThat(authenticate.count()).isEqualTo(2);
            assertThat(authenticate.calls().get(1).request().getName()).isEqualTo("bob");
            assertThat(server.unary(KVGrpc.getRangeMethod()).count()).isEqualTo(2);
        });
    }

    @Test
    default void aWatchWhoseTokenIsRefusedComesBackWithANewOne() throws Throwable {
        for (String reason : List.of(
                "rpc error: code = Unauthenticated desc = etcdserver: invalid auth token",
                "rpc error: code = InvalidArgument desc = etcdserver: revision of auth store is old",
                "rpc error: code = InvalidArgument desc = etcdserver: user name is empty",
                "etcdserver: invalid auth token")) {
            scripted(b -> b.credentials(ANN), (server, etcd) -> {
                UnaryScript<AuthenticateRequest, AuthenticateResponse> authenticate = tokens(server);
                try (WatchProbe watch = probe(etcd, WatchRequest.of("k").fromRevision(7))) {
                    WatchStream first = server.watches().await();
                    assertThat(first.headers().token()).isEqualTo("t1");
                    first.expectCreate();
                    first.refuse(reason);
                    WatchStream second = server.watches().await();
                    assertThat(second.headers().token()).isEqualTo("t2");
                    assertThat(second.expectCreate().getStartRevision()).isEqualTo(7);
                    second.created(0, 9).events(0, Messages.put("k", "v", 8));
                    assertThat(watch.event().revision()).isEqualTo(8);
                }
                assertThat(authenticate.count()).isEqualTo(2);
            });
        }
    }

    @Test
    default void aWatchThatIsAlwaysRefusedEndsSoon() throws Throwable {
        for (String reason : List.of(
                "rpc error: code = PermissionDenied desc = etcdserver: permission denied",
                "rpc error: code = Unauthenticated desc = etcdserver: invalid auth token")) {
            scripted(b -> b.credentials(ANN), (server, etcd) -> {
                UnaryScript<AuthenticateRequest, AuthenticateResponse> authenticate = tokens(server);
                server.watches()
                        .always(stream -> stream.always(request -> {
                            if (request.hasCreateRequest()) {
                                stream.refuse(reason);
                            }
                        }));
                WatchSignal.Ended ended =
                        Within.seconds(20, open(etcd, WatchRequest.of("k")).ended());
                assertThat(ended.cause().orElseThrow().code())
                        .isEqualTo(reason.contains("denied") ? ErrorCode.PERMISSION_DENIED : ErrorCode.UNAUTHENTICATED);
                assertThat(authenticate.count()).isBetween(1, 5);
                assertThat(server.watches().all()).hasSizeLessThan(8);
            });
        }
    }

    @Test
    default void secretsStayOutOfWords() throws Throwable {
        scripted(b -> b.credentials(ANN), (server, etcd) -> {
            assertThat(etcd.client().toString() + ANN + Credentials.ofToken("ready.made.token"))
                    .doesNotContain("the-secret")
                    .doesNotContain("ready.made.token");
        });
    }
}
