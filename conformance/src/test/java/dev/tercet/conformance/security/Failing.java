package dev.tercet.conformance.security;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.connection.Credentials;
import dev.tercet.connection.Tls;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.proto.etcdserverpb.AuthGrpc;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.testkit.script.Answer;
import dev.tercet.testkit.script.Messages;
import dev.tercet.testkit.script.ScriptedServer;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.testkit.tls.TestCertificates;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.EtcdV2ClientBuilder;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.auth.V2User;
import dev.tercet.watch.WatchRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A program that has secrets and fails in every way there is, and prints all that it has: the failures with their stack traces and as
 * they are serialised, the clients, the options and the names of its threads. For {@link FailingProgramsTest}.
 */
final class Failing {
    /** One with what URLs, JSON and HTTP write otherwise. */
    static final String PASSWORD = "open-s3same/+\"&=1 \u00e4";

    static final String WRONG = "wr0ng-s3same/+\"&=2";
    static final String FIRST = "f1rst-of-ann+/3";
    static final String SECOND = "s3cond-of-ann+/4";
    static final String TOKEN = "made.up.t0ken.of.nobody";
    static final String SERVERS_TOKEN = "t0ken-of-the-server.42";
    static final String STORE = "not-the-p4ssword-of-the-store";
    static final List<String> SECRETS = List.of(PASSWORD, WRONG, FIRST, SECOND, TOKEN, SERVERS_TOKEN, STORE);

    private static final Duration SHORT = Duration.ofMillis(400);
    private static final TestCertificates CERTIFICATES = TestCertificates.shared();
    private static final Tls TLS = Tls.trusting(CERTIFICATES.ca());
    private static final Credentials WRONG_ONE = Credentials.of("root", WRONG);
    private static final Credentials RIGHT = Credentials.of("root", PASSWORD);

    private Failing() {}

    /** Takes one word, {@code passwords}, to do no more than be refused one; else does all. */
    public static void main(String[] args) throws Exception {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.builder().port(0).start()) {
            protect(etcd);
            wrongPasswords(etcd.endpoint());
            if (args.length == 0) {
                users(etcd.endpoint());
                tokens(etcd.endpoint());
                expiredTokens();
                expiredTokensOfTheGateway();
                handshakes(etcd.endpoint());
                files();
                unreachable();
                malformed();
                v2();
                FailingCommands.run(etcd.endpoint());
            }
        }
        Printing.threads();
    }

    private static void protect(EmbeddedEtcd etcd) {
        try (EtcdClient admin = etcd.client()) {
            admin.auth().addUser("root", PASSWORD);
            admin.auth().addRole("root");
            admin.auth().grantRole("root", "root");
            admin.auth().enable();
        }
    }

    private static void each(String endpoint, Credentials who, Consumer<EtcdClient> what) {
        for (boolean gateway : new boolean[] {false, true}) {
            EtcdClientBuilder builder =
                    EtcdClient.builder().endpoints(endpoint).credentials(who).timeout(Duration.ofSeconds(5));
            if (gateway) {
                builder.transport(GatewayTransport.create());
            }
            Printing.say(builder, who);
            try (EtcdClient etcd = builder.build()) {
                Printing.say(etcd, etcd.async(), etcd.kv());
                what.accept(etcd);
            }
        }
    }

    private static void wrongPasswords(String endpoint) {
        each(endpoint, WRONG_ONE, etcd -> {
            Printing.failure(() -> etcd.kv().put("k", "v"));
            Printing.failure(() -> etcd.withTimeout(SHORT).kv().get("k"));
            Printing.failure(() -> etcd.async().kv().get("k").join());
            Printing.failure(() -> etcd.watches().open(WatchRequest.of("k")));
        });
    }

    private static void users(String endpoint) {
        each(endpoint, RIGHT, etcd -> {
            Printing.any(() -> etcd.auth().addUser("ann", FIRST));
            Printing.failure(() -> etcd.auth().addUser("ann", SECOND));
            Printing.failure(() -> etcd.auth().changePassword("nobody", SECOND));
            Printing.failure(() -> etcd.auth().addUser("", SECOND));
            etcd.replaceCredentials(Credentials.of("ann", FIRST));
            Printing.failure(() -> etcd.auth().changePassword("root", SECOND));
            etcd.replaceCredentials(WRONG_ONE);
            Printing.failure(() -> etcd.kv().get("k"));
        });
    }

    private static void tokens(String endpoint) {
        each(endpoint, Credentials.ofToken(TOKEN), etcd -> {
            Printing.failure(() -> etcd.kv().put("k", "v"));
            Printing.failure(() -> etcd.watches().open(WatchRequest.of("k")));
        });
    }

    private static void expiredTokens() {
        try (ScriptedServer server = ScriptedServer.start()) {
            server.unary(AuthGrpc.getAuthenticateMethod())
                    .always(Answer.replying(request -> Messages.token(SERVERS_TOKEN)));
            server.unary(KVGrpc.getPutMethod()).always(call -> call.fail(Messages.invalidToken()));
            try (EtcdClient etcd = EtcdClient.builder()
                    .endpoints(server.endpoint())
                    .credentials(RIGHT)
                    .timeout(SHORT)
                    .build()) {
                Printing.failure(() -> etcd.kv().put("k", "v"));
            }
        }
    }

    private static void expiredTokensOfTheGateway() {
        try (ScriptedHttp server = ScriptedHttp.start()) {
            server.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.6.1\",\"etcdcluster\":\"3.6.0\"}"));
            server.path("/v3/maintenance/status").always(HttpAnswer.json("{\"header\":{},\"leader\":\"1\"}"));
            server.path("/v3/auth/authenticate")
                    .always(HttpAnswer.json("{\"header\":{},\"token\":\"" + SERVERS_TOKEN + "\"}"));
            server.path("/v3/kv/put")
                    .always(
                            HttpAnswer.json(
                                    401,
                                    "{\"error\":\"etcdserver: invalid auth token\",\"code\":16,\"message\":\"etcdserver: invalid auth token\"}"));
            server.path("/v3/kv/range").always(HttpAnswer.json("{\"kvs\":[{\"key\":7}"));
            try (EtcdClient etcd = gateway(server.endpoint())) {
                Printing.failure(() -> etcd.kv().put("k", "v"));
                Printing.failure(() -> etcd.kv().get("k"));
            }
        }
    }

    private static EtcdClient gateway(String endpoint) {
        return EtcdClient.builder()
                .endpoints(endpoint)
                .transport(GatewayTransport.create())
                .credentials(RIGHT)
                .timeout(SHORT)
                .build();
    }

    private static void handshakes(String endpoint) {
        Tls mine = TLS.withClientStore(CERTIFICATES.client().store(), TestCertificates.STORE_PASSWORD);
        Printing.say(mine, mine.identity());
        try (TlsFront front =
                TlsFront.of(CERTIFICATES.wrongHostServer(), URI.create(endpoint).getPort())) {
            for (Door door : Door.values()) {
                for (Tls tls : List.of(mine, mine.withoutVerification(), Tls.trusting(CERTIFICATES.otherCa()))) {
                    try (Door.Caller caller = door.connect(tls, List.of(door.endpoint("127.0.0.1", front.port())))) {
                        Printing.any(caller::call);
                    }
                }
            }
        }
    }

    private static void files() throws IOException {
        Path client = CERTIFICATES.client().certificate();
        String key = Files.readString(CERTIFICATES.client().key());
        for (String bad : List.of(
                key.substring(0, key.length() / 2),
                key.replace("-----\nM", "-----\nN"),
                key.replace("PRIVATE KEY", "RSA PRIVATE KEY"),
                key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
                key.replace("-----BEGIN", "----BEGIN"),
                Files.readString(CERTIFICATES.wrongHostServer().key()))) {
            Path file = Files.writeString(Files.createTempFile("tercet-", ".key"), bad);
            Printing.failure(() -> built(TLS.withClientCertificate(client, file)));
            Printing.failure(() -> built(TLS.withClientCertificate(file, file)));
            Printing.failure(() -> built(TLS.withClientStore(file, STORE)));
            Files.delete(file);
        }
        Printing.failure(() -> built(TLS.withClientStore(CERTIFICATES.client().store(), STORE)));
    }

    private static void built(Tls tls) {
        EtcdClient.builder().endpoints("https://127.0.0.1:1").tls(tls).build().close();
    }

    private static void unreachable() {
        each(
                "127.0.0.1:1",
                RIGHT,
                etcd -> Printing.failure(() -> etcd.withTimeout(SHORT).kv().put("k", "v")));
        for (String endpoint : List.of("http://root:" + WRONG + "@127.0.0.1:1", "ftp://root:" + FIRST + "@127.0.0.1")) {
            Printing.failure(() -> EtcdClient.connect(endpoint).close());
        }
    }

    private static void malformed() {
        for (HttpAnswer answer : List.of(
                HttpAnswer.raw("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{\"h"),
                HttpAnswer.json("{\"header\":{},\"token\":[}"),
                HttpAnswer.body(502, "text/html", "<html>no</html>"),
                HttpAnswer.raw("\0\0\0garbage\r\n\r\n"),
                HttpAnswer.cut(Cut.RST))) {
            try (ScriptedHttp server = ScriptedHttp.start()) {
                server.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.6.1\",\"etcdcluster\":\"3.6.0\"}"));
                server.path("/v3/auth/authenticate").always(answer);
                server.path("/v2/keys/k").always(answer);
                try (EtcdClient etcd = gateway(server.endpoint());
                        EtcdV2Client v2 = toV2(server.endpoint()).build()) {
                    Printing.failure(() -> etcd.kv().put("k", "v"));
                    Printing.failure(() -> v2.set("/k", "v"));
                }
                // To gRPC all of it is garbage.
                try (EtcdClient etcd = EtcdClient.builder()
                        .endpoints(server.endpoint())
                        .credentials(RIGHT)
                        .timeout(SHORT)
                        .build()) {
                    Printing.failure(() -> etcd.kv().put("k", "v"));
                }
            }
        }
    }

    private static EtcdV2ClientBuilder toV2(String endpoint) {
        return EtcdV2Client.builder()
                .endpoints(endpoint)
                .credentials("root", PASSWORD)
                .readTimeout(SHORT)
                .withoutMemberSync()
                .backend(V2Backend.HTTP);
    }

    private static void v2() {
        try (ScriptedHttp server = ScriptedHttp.start();
                ScriptedHttp other = ScriptedHttp.start()) {
            server.path("/v2/keys/k")
                    .always(HttpAnswer.json(
                            401,
                            "{\"errorCode\":110,\"message\":\"The request requires user authentication\","
                                    + "\"cause\":\"Insufficient credentials\",\"index\":0}"));
            server.path("/v2/keys/there").always(HttpAnswer.redirect(307, other.endpoint() + "/v2/keys/there"));
            server.path("/v2/auth/users/ann").always(HttpAnswer.json(400, "{\"message\":\"no\"}"));
            V2User ann = V2User.of("ann").withPassword(FIRST);
            Printing.say(toV2(server.endpoint()), ann);
            try (EtcdV2Client v2 = toV2(server.endpoint()).build()) {
                Printing.say(v2);
                Printing.failure(() -> v2.set("/k", "v"));
                Printing.failure(() -> v2.set("/there", "v"));
                Printing.failure(() -> v2.auth().writeUser(ann));
            }
            try (EtcdV2Client v2 = EtcdV2Client.builder()
                    .endpoints(server.endpoint())
                    .credentials("root", WRONG)
                    .build()) {
                Printing.failure(() -> v2.set("/k", "v"));
            }
        }
    }
}
