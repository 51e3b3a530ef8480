package dev.tercet.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.connection.Endpoint;
import dev.tercet.connection.Tls;
import dev.tercet.spi.Transport;
import dev.tercet.spi.TransportProvider;
import dev.tercet.spi.TransportSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A client that cannot be made leaves nothing behind. */
class ClientStartTest {
    private final Shelves shelves = new Shelves();

    private static final class Shelves implements TransportProvider {
        final List<Shelf> opened = new ArrayList<>();
        int most = Integer.MAX_VALUE;

        @Override
        public String name() {
            return "shelves";
        }

        @Override
        public Transport open(Endpoint endpoint, TransportSettings settings) {
            if (opened.size() == most) {
                throw new IllegalStateException("no more shelves");
            }
            Shelf shelf = new Shelf();
            opened.add(shelf);
            return shelf;
        }
    }

    private EtcdClientBuilder builder(int endpoints) {
        List<String> names =
                IntStream.range(0, endpoints).mapToObj(i -> "e" + i + ":2379").toList();
        return EtcdClient.builder().transport(shelves).endpoints(names);
    }

    @Test
    void tooManyEndpointsAreRefusedBeforeAnythingIsMade() {
        assertThatThrownBy(() -> builder(65).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("endpoints: a client takes 64 at most, not 65");
        assertThat(shelves.opened).isEmpty();
    }

    @Test
    void tlsTogetherWithAPlainEndpointIsRefused() {
        EtcdClientBuilder mixed = EtcdClient.builder()
                .transport(shelves)
                .tls(Tls.system())
                .endpoints("https://a:2379", "b:2379", "HTTP://c:2379");
        assertThatThrownBy(mixed::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("endpoint \"http://c:2379\" is not encrypted, but TLS was set up: use https://c:2379,"
                        + " or leave tls out");
        assertThat(shelves.opened).isEmpty();

        try (EtcdClient etcd = mixed.endpoints("https://a:2379", "b:2379").build()) {
            assertThat(etcd.endpoints()).containsExactly("https://a:2379", "https://b:2379");
        }
    }

    @Test
    void tlsTogetherWithAPlainEndpointOfATransportIsRefused() {
        EtcdClientBuilder plain =
                EtcdClient.builder().transport(shelves).tls(Tls.system()).endpoints("shelves+http://a:1");

        assertThatThrownBy(plain::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use shelves+https://a:1, or leave tls out");
    }

    @Test
    void anEndpointMayNameTheTransportThatWasGiven() {
        try (EtcdClient etcd = EtcdClient.builder()
                .transport(shelves)
                .endpoints("shelves+http://a:1", "b:2")
                .build()) {
            assertThat(etcd.endpoints()).containsExactly("shelves+http://a:1", "http://b:2");
        }
    }

    @Test
    void anEndpointThatNamesAnotherIsRefused() {
        EtcdClientBuilder torn = EtcdClient.builder().transport(shelves).endpoints("b:2", "gateway+http://a:1");

        assertThatThrownBy(torn::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("endpoint \"gateway+http://a:1\" asks for the transport gateway, but the client was given"
                        + " shelves: leave transport(...) out, or \"gateway+\" in the endpoint");
        assertThat(shelves.opened).isEmpty();
    }

    @Test
    void oneThatIsNotThereIsAskedForInVain() {
        assertThatThrownBy(() ->
                        EtcdClient.builder().endpoints("gateway+http://a:1").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("add dev.tercet:tercet-gateway");
    }

    @Test
    void asManyAsAllowedAreOpenedAndClosed() {
        EtcdClient etcd = builder(64).build();
        assertThat(shelves.opened).hasSize(64).noneMatch(shelf -> shelf.closed);
        etcd.close();

        assertThat(shelves.opened).allMatch(shelf -> shelf.closed);
    }

    @Test
    void whatWasOpenedIsClosedWhenTheNextCannotBe() {
        shelves.most = 2;

        assertThatThrownBy(() -> builder(3).build()).hasMessage("no more shelves");
        assertThat(shelves.opened).hasSize(2).allMatch(shelf -> shelf.closed);
    }
}
