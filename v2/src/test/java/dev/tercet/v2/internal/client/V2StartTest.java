package dev.tercet.v2.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.error.ClientClosedException;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.EtcdV2ClientBuilder;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.watch.EternalWatch;
import dev.tercet.v2.watch.V2Watch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients put together as they are used. */
class V2StartTest {
    private static void works(EtcdV2Client client, V2Backend backend) {
        assertThat(client.set("/a/b", "1").value()).contains("1");
        assertThat(client.get("/a/b").value()).contains("1");
        assertThat(client.backend()).isEqualTo(backend);
        assertThat(client.endpoints()).isNotEmpty();
    }

    private static EtcdV2ClientBuilder builder(RealEtcd etcd) {
        return EtcdV2Client.builder().endpoints(etcd.endpoints());
    }

    @Test
    void whereTheOldApiIsSwitchedOnItIsTaken() {
        try (RealEtcd etcd = RealEtcd.start(EtcdSettings.of("3.5").withOption("enable-v2", "true"));
                EtcdV2Client chosen = builder(etcd).build();
                EtcdV2Client told = builder(etcd).backend(V2Backend.HTTP).build();
                EtcdV2Client store = builder(etcd).backend(V2Backend.V3).build()) {
            works(chosen, V2Backend.HTTP);
            works(told, V2Backend.HTTP);
            works(store, V2Backend.V3);
        }
    }

    @Test
    void whereItIsNotTheStoreIsMadeToLookLikeIt() {
        for (String version : new String[] {"3.5", "3.6"}) {
            try (RealEtcd etcd = RealEtcd.start(EtcdSettings.of(version));
                    EtcdV2Client chosen = builder(etcd).build()) {
                assertThat(chosen.endpoints()).isEqualTo(etcd.endpoints());
                works(chosen, V2Backend.V3);
            }
        }
    }

    @Test
    void closingAViewOfAClientEndsWhatIsItsAndNothingElse() throws Exception {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.start();
                EtcdClient under = etcd.client()) {
            EtcdV2Client client = EtcdV2Client.over(under);
            works(client, V2Backend.V3);
            CompletableFuture<EtcdResult> event = client.async().watch(V2Watch.of("/quiet"));
            EternalWatch eternal = client.eternalWatch(V2Watch.of("/quiet"));
            client.close();
            client.close();

            assertThatThrownBy(() -> event.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(ClientClosedException.class);
            assertThatThrownBy(() -> eternal.iterator().hasNext()).isInstanceOf(ClientClosedException.class);
            assertThatThrownBy(() -> client.get("/a")).isInstanceOf(ClientClosedException.class);
            assertThatThrownBy(() -> client.set("/a", "1"))
                    .isInstanceOf(ClientClosedException.class)
                    .hasMessageEndingWith(": the client is closed");
            assertThat(under.kv().getString("/a/b")).contains("1");
        }
    }
}
