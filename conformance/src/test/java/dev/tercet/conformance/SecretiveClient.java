package dev.tercet.conformance;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.connection.Credentials;
import dev.tercet.connection.Tls;
import dev.tercet.testkit.tls.TestCertificates;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program that has secrets and prints all else that it has; for {@link SecretsTest}. */
final class SecretiveClient {
    static final String PASSWORD = "root-open-sesame";
    static final String[] SECRETS = {
        PASSWORD,
        "not-open-sesame",
        "made.up.token",
        "not-the-password-of-the-store",
        "first-of-ann",
        "second-of-ann",
        "nobodys"
    };

    private SecretiveClient() {}

    /** Takes an endpoint and a PKCS#12 file with a client's certificate. */
    public static void main(String[] args) throws Exception {
        Tls tls = Tls.system().withoutVerification().withClientStore(Path.of(args[1]), TestCertificates.STORE_PASSWORD);
        EtcdClientBuilder builder = EtcdClient.builder()
                .endpoints(args[0])
                .timeout(Duration.ofSeconds(10))
                .tls(tls)
                .credentials("root", PASSWORD);
        say(tls, builder);
        try (EtcdClient etcd = builder.build()) {
            say(etcd, etcd.async());
            etcd.kv().put("k", "v");
            aListenerFails(etcd);
            etcd.auth().addUser("ann", SECRETS[4]);
            fails(() -> etcd.auth().addUser("ann", SECRETS[5]));
            fails(() -> etcd.auth().changePassword("nobody", SECRETS[6]));
            fails(() -> etcd.async().auth().addUser("ann", SECRETS[5]).join());
            with(etcd, Credentials.of("root", SECRETS[1]));
            with(etcd, Credentials.ofToken(SECRETS[2]));
        }
        fails(() ->
                builder.tls(tls.withClientStore(Path.of(args[1]), SECRETS[3])).build());
    }

    private static void aListenerFails(EtcdClient etcd) throws Exception {
        Watch watch = etcd.watches().open(WatchRequest.of("k").fromRevision(1), signal -> {
            if (signal instanceof WatchSignal.Change) {
                throw new IllegalStateException("the listener's own fault");
            }
        });
        say(watch.ended().get(10, TimeUnit.SECONDS));
    }

    private static void with(EtcdClient etcd, Credentials credentials) throws Exception {
        etcd.replaceCredentials(credentials);
        say(credentials);
        fails(() -> etcd.kv().put("k", "v"));
        fails(() -> etcd.watches().open(WatchRequest.of("k")));
    }

    private static void say(Object... things) {
        for (Object thing : things) {
            System.out.println(thing);
        }
    }

    private static void fails(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            e.printStackTrace();
            return;
        }
        throw new AssertionError("expected a failure");
    }
}
