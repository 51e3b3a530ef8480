package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void nothingMeansEverything() {
        Options options = Options.parse(new String[0]);

        assertThat(options.rows()).containsExactlyElementsOf(Row.usual());
        assertThat(options.stub()).isTrue();
        assertThat(options.real()).isTrue();
    }

    @Test
    void rowsAndOptionsMix() {
        Options options = Options.parse("put --server stub --rounds 2 watch --window 0.5".split(" ", -1));

        assertThat(options.rows()).containsExactly(Row.of(Work.PUT), Row.of(Work.WATCH));
        assertThat(options.real()).isFalse();
        assertThat(options.timing().rounds()).isEqualTo(2);
        assertThat(options.timing().windowMillis()).isEqualTo(500);
    }

    @Test
    void recipesNeedAnEtcd() {
        Options options = Options.parse(new String[] {"recipes"});

        assertThat(options.rows()).containsExactlyElementsOf(Row.recipes());
        assertThat(options.stub()).isFalse();
        assertThat(options.real()).isTrue();
    }

    @Test
    void whatTheStubCannotDoIsLeftToTheEtcd() {
        Options options = Options.parse("put watches-10 leases-7".split(" ", -1));

        assertThat(options.rows())
                .containsExactly(Row.of(Work.PUT), new Row(Work.WATCHES, 10), new Row(Work.LEASES, 7));
        assertThat(options.stub()).isTrue();
        assertThat(options.real()).isTrue();
        assertThat(Options.parse(new String[] {"watches-10"}).stub()).isFalse();
        assertThat(Options.parse("scale --rounds 1".split(" ", -1)).rows()).containsExactlyElementsOf(Row.scale());
    }

    @Test
    void theGatewayIsComparedWithTercetOverGrpc() {
        Options options = Options.parse("gateway range-500".split(" ", -1));

        assertThat(options.rows()).containsExactly(new Row(Work.RANGE, 500));
        assertThat(options.base()).isEqualTo(Contender.TERCET);
        assertThat(options.contenders()).doesNotContain(Contender.BARE);
        assertThat(Options.parse(new String[0]).base()).isEqualTo(Contender.BARE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Contender.class,
            names = {"BARE_POOL", "BARE_NORETRY", "BARE_OKHTTP"})
    void variantsTakePartOnlyWhenNamed(Contender variant) {
        assertThat(variant.isVariant()).isTrue();
        assertThat(Contest.CALLS.contenders()).contains(variant);
    }

    @Test
    void v2IsMetAtAServerThatHasIt() {
        Options options = Options.parse("v2 parked put".split(" ", -1));

        assertThat(options.rows()).containsExactly(Row.of(Work.PARKED), Row.of(Work.PUT));
        assertThat(options.base()).isEqualTo(Contender.BARE_V2);
        assertThat(options.etcd()).isEqualTo("3.5");
        assertThat(options.stub()).isFalse();
        assertThat(Options.parse(new String[0]).etcd()).isEqualTo("newest");
    }

    @Test
    void filesAndAJdkCanBeNamed() {
        Path home = Path.of(System.getProperty("java.home"));
        Options options = Options.parse("--json", "a.json", "--svg", "b.svg", "--java", home.toString());

        assertThat(options.json()).contains(Path.of("a.json"));
        assertThat(options.svg()).contains(Path.of("b.svg"));
        assertThat(options.jdk()).map(Jdk::home).contains(home);
        assertThat(Options.parse().jdk()).isEmpty();
    }

    @Test
    void filesThatCannotBeWrittenAreToldBeforeAnythingIsMeasured(@TempDir Path folder) throws IOException {
        Path there = Files.writeString(folder.resolve("there"), "kept");
        Path later = folder.resolve("later");
        Options options = Options.parse("--json", there.toString(), "--svg", later.toString());

        assertThat(options.json()).contains(there);
        assertThat(there).hasContent("kept");
        assertThat(later).doesNotExist();
        for (Path bad : List.of(folder, folder.resolve("none/x"), there.resolve("x"))) {
            assertThatThrownBy(() -> Options.parse("--json", bad.toString()))
                    .isInstanceOf(CannotBeginException.class)
                    .hasMessageStartingWith("cannot write " + bad + ": ");
        }
    }

    @Test
    void recordingsHaveAFolder() {
        assertThat(Options.parse("put-64", "--profile", "folder").profile()).contains(Path.of("folder"));
        assertThat(Options.parse("put-64").profile()).isEmpty();
        assertThat(Options.parse("put-64").jvm()).isEqualTo(Modules.JVM);
    }

    @Test
    void aRowThatIsNamedTwiceIsMeasuredOnce() {
        assertThat(Options.parse("put-64", "calls").rows()).doesNotHaveDuplicates();
    }

    private static List<String> words() {
        return List.of(Usage.TEXT.split("[\\s,;()]+", -1));
    }

    @Test
    void helpHasEveryRowAndEveryContender() {
        for (Work work : Work.values()) {
            assertThat(words())
                    .anyMatch(
                            word -> Row.named(word)
                                    .filter(row -> row.work() == work)
                                    .isPresent(),
                            work.name());
        }
        for (Contender contender : Contender.values()) {
            assertThat(words()).contains(contender.id());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-such-row",
                "put-0",
                "put-64-",
                "range",
                "--server",
                "--server x",
                "--etcd 9.9",
                "--etcd 3",
                "--rounds 0",
                "--rounds x",
                "--rounds 1.5",
                "--no-such-option",
                "--java /no/such/folder",
                "--clients x",
                "--clients gateway",
                "gateway --clients bare",
                "recipes --server stub",
                "leases-7 --server stub",
                "v2 range-10000",
                "v2 gateway",
                "v2 --server stub",
                "--profile",
                "--profile folder --json a.json",
                "--profile folder --svg b.svg"
            })
    void mistakesAreNamed(String line) {
        assertThatThrownBy(() -> Options.parse(line.split(" ", -1))).isInstanceOf(IllegalArgumentException.class);
    }
}
