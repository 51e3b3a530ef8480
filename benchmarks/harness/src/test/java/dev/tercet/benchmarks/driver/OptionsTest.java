package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.benchmarks.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void nothingMeansEverything() {
        Options options = Options.parse(new String[0]);

        assertThat(options.rows()).containsExactlyElementsOf(Row.calls());
        assertThat(options.stub()).isTrue();
        assertThat(options.real()).isTrue();
    }

    @Test
    void rowsAndOptionsMix() {
        Options options = Options.parse("put-1 --server stub --rounds 2 watch --window 0.5".split(" ", -1));

        assertThat(options.rows()).containsExactly(Row.PUT_1, Row.WATCH);
        assertThat(options.real()).isFalse();
        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.windowMillis()).isEqualTo(500);
    }

    @Test
    void recipesNeedAnEtcd() {
        Options options = Options.parse(new String[] {"recipes"});

        assertThat(options.rows()).containsExactlyElementsOf(Row.recipes());
        assertThat(options.stub()).isFalse();
        assertThat(options.real()).isTrue();
    }

    @Test
    void theGatewayIsComparedWithTercetOverGrpc() {
        Options options = Options.parse("gateway range".split(" ", -1));

        assertThat(options.rows()).containsExactly(Row.RANGE);
        assertThat(options.base()).isEqualTo(Contender.TERCET);
        assertThat(options.contenders()).doesNotContain(Contender.BARE);
        assertThat(Options.parse(new String[0]).base()).isEqualTo(Contender.BARE);
    }

    @Test
    void v2IsMetAtAServerThatHasIt() {
        Options options = Options.parse("v2 parked put-1".split(" ", -1));

        assertThat(options.rows()).containsExactly(Row.PARKED, Row.PUT_1);
        assertThat(options.base()).isEqualTo(Contender.BARE_V2);
        assertThat(options.etcd()).isEqualTo("3.5");
        assertThat(options.stub()).isFalse();
        assertThat(Options.parse(new String[0]).etcd()).isEqualTo("newest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-such-row",
                "--server",
                "--server x",
                "--rounds 0",
                "--rounds x",
                "--clients x",
                "--clients gateway",
                "gateway --clients bare",
                "recipes --server stub",
                "v2 range",
                "v2 gateway",
                "v2 --server stub"
            })
    void mistakesAreNamed(String line) {
        assertThatThrownBy(() -> Options.parse(line.split(" ", -1))).isInstanceOf(IllegalArgumentException.class);
    }
}
