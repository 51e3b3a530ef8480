package dev.tercet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.spi.KvRpcs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that go to the endpoint that the caller names, however it is written. */
class PinnedTest {
    private final Rig rig = new Rig(3);

    @ParameterizedTest
    @ValueSource(strings = {"http://e1:2379", "e1:2379", "e1", "HTTP://e1", " http://e1:2379/ "})
    void anEndpointIsNamedInAnyFormThatAClientIsBuiltWith(String text) {
        rig.engine.at(text).call(KvRpcs.RANGE, Rig.GET, Rig.within(5), new Rig.Ended<>());

        assertThat(rig.wires.get(1).calls).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://e1:2379", "e1:2380", "e3:2379", "http://e1:port", ""})
    void anotherEndpointIsRefusedByName(String text) {
        assertThatThrownBy(() -> rig.engine.at(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("endpoint \"" + text + "\"");
    }
}
