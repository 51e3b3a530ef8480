package dev.tercet.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.connection.Endpoint;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportChoiceTest {
    private record Named(String name) implements TransportProvider {
        @Override
        public Transport open(Endpoint endpoint, TransportSettings settings) {
            throw new AssertionError("only chosen");
        }
    }

    private static String chosen(String endpoint, List<String> names) {
        List<TransportProvider> all =
                names.stream().<TransportProvider>map(Named::new).toList();
        return new TransportChoice(all).of(Endpoint.parse(endpoint, false)).name();
    }

    private static List<String> names(String names) {
        return Stream.of(names.split(" ")).filter(name -> !name.isEmpty()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "etcd, grpc, grpc",
        "etcd, gateway, gateway",
        "etcd, gateway grpc, grpc",
        "https://etcd, other gateway grpc, grpc",
        "gateway+http://etcd, gateway, gateway",
        "gateway+http://etcd, grpc gateway, gateway",
        "GATEWAY+https://etcd, grpc gateway, gateway",
        "grpc+http://etcd, gateway grpc, grpc",
    })
    void oneIsChosen(String endpoint, String names, String chosen) {
        assertThat(chosen(endpoint, names(names))).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        etcd                | ''    | no transport on the class path: add dev.tercet:tercet, \
        or dev.tercet:tercet-grpc, or dev.tercet:tercet-gateway
        gateway+http://etcd | ''    | endpoint "gateway+http://etcd:2379" asks for the transport gateway, which is not on \
        the class path: add dev.tercet:tercet-gateway; there is none
        gateway+http://etcd | grpc  | endpoint "gateway+http://etcd:2379" asks for the transport gateway, which is not on \
        the class path: add dev.tercet:tercet-gateway; there is grpc
        grpc+http://etcd    | a b   | endpoint "grpc+http://etcd:2379" asks for the transport grpc, which is not on \
        the class path: add dev.tercet:tercet-grpc; there is a, b
        gatway+http://etcd  | grpc  | endpoint "gatway+http://etcd:2379" asks for the transport gatway, which is not on \
        the class path: add what brings it, or mend the name; there is grpc
        etcd                | a b   | several transports on the class path, and none is grpc: give one to transport(...), or \
        ask for one in the endpoint, as in a+http://etcd:2379; there is a, b
        """)
    void otherwiseItSaysWhatThereIsAndWhatToDo(String endpoint, String names, String words) {
        assertThatThrownBy(() -> chosen(endpoint, names(names)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(words);
    }

    @Test
    void theClassPathIsSearched() {
        // None: the engine is tested without any.
        assertThatThrownBy(() -> TransportProvider.onClassPath(Endpoint.parse("etcd", false)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no transport on the class path");
    }
}
