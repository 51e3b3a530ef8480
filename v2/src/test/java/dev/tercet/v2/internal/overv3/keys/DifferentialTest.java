package dev.tercet.v2.internal.overv3.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.v2.internal.http.HttpBackend;
import dev.tercet.v2.internal.overv3.KeysRoom;
import dev.tercet.v2.internal.settings.V2Settings;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same random calls, one after another, on a real server's v2 API and on the emulation: the same answers and the same errors,
 * indexes told by the step that they come from.
 */
class DifferentialTest {
    private static final int STEPS = 600;
    private static final List<String> PATHS = List.of(
            "/", "/a", "/a", "/a/b", "/a/b", "/a/b/c", "/d", "/d/_h", "/d/_h/x", "/d/e", "/d/e", "/q", "/q/b/c/d");
    private static final List<String> VALUES = List.of("", "x", "y", "x");

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void anyCallsAreAnsweredTheSame(long seed) throws Exception {
        // Servers of 3.5 fail over the time to live of a directory that is there, with code 300.
        play("3.5", seed, true);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void directoriesGetOtherTimesTheSame(long seed) throws Exception {
        // Servers of 3.4 can do that; the index of the change is in their answer, and is not kept.
        play("3.4", seed, false);
    }

    private static void play(String version, long seed, boolean exact) throws Exception {
        try (RealEtcd real = RealEtcd.start(EtcdSettings.of(version).withOption("enable-v2", "true"));
                HttpBackend http = HttpBackend.start(V2Settings.DEFAULT.withEndpoints(real.endpoints()));
                EmbeddedEtcd embedded = EmbeddedEtcd.start();
                EtcdClient etcd = embedded.client()) {
            Side v2 = new Side(over(http), exact);
            Side v3 = new Side(new KeysOverV3(etcd, InstantSource.system()), exact);
            List<String> history = new ArrayList<>();
            Random dice = new Random(seed);
            for (int i = 0; i < STEPS; i++) {
                Step step = step(dice, v2, exact);
                String wanted = step.play().apply(v2);
                history.add(i + " " + step.words() + " -> " + wanted);
                String given = step.play().apply(v3);
                String all = "seed " + seed + ": " + String.join("\n", history);
                assertThat(Side.timeless(given)).as("%s", all).isEqualTo(Side.timeless(wanted));
                assertThat(Side.times(given))
                        .as("%s", all)
                        .usingElementComparator((a, b) -> Math.abs(a - b) < 5 ? 0 : Long.compare(a, b))
                        .isEqualTo(Side.times(wanted));
            }
        }
    }

    private record Step(String words, Function<Side, String> play) {}

    private static Step step(Random dice, Side v2, boolean sparing) {
        String path = PATHS.get(dice.nextInt(PATHS.size()));
        return switch (dice.nextInt(10)) {
            case 0, 1 -> read(dice, path);
            case 2, 3 -> delete(dice, path);
            case 4 -> append(dice, path);
            default -> write(dice, path, sparing && v2.isDirectory(path));
        };
    }

    private static Step read(Random dice, String path) {
        V2Read read =
                dice.nextBoolean() ? V2Read.of(path).sorted() : V2Read.of(path).quorum();
        V2Read asked = dice.nextBoolean() ? read.recursive() : read;
        return new Step(asked.toString(), side -> side.read(asked));
    }

    private static Step append(Random dice, String path) {
        V2Write write = V2Write.inOrder(path, value(dice));
        V2Write asked = dice.nextInt(4) == 0 ? write.withTtl(Duration.ofSeconds(100)) : write;
        return new Step(asked.toString(), side -> side.write(asked));
    }

    private static Step delete(Random dice, String path) {
        int how = dice.nextInt(6);
        String prev = dice.nextBoolean() ? "x" : "y";
        return new Step("delete " + path + " " + how + " " + prev, side -> {
            V2Delete delete = V2Delete.of(path);
            return side.delete(
                    switch (how) {
                        case 0 -> delete.directory();
                        case 1 -> delete.recursive();
                        case 2 -> delete.ifPrevValue(prev);
                        case 3 -> delete.ifPrevIndex(side.index(path));
                        case 4 -> delete.ifPrevValue(prev).ifPrevIndex(Side.NEVER);
                        default -> delete;
                    });
        });
    }

    private static Step write(Random dice, String path, boolean sparing) {
        int kind = dice.nextInt(8);
        int condition = dice.nextInt(8);
        String value = value(dice);
        String prev = dice.nextBoolean() ? "x" : "y";
        boolean brief = dice.nextInt(10) == 0;
        int ttl = dice.nextInt(5);
        if (sparing && (kind < 2 || value.isEmpty() || kind == 7)) {
            condition = 0;
            kind = kind == 7 ? 1 : kind;
        }
        // What would outlive its directory lives as long as that does.
        int room = 9000 - 1000 * path.split("/").length;
        int which = condition;
        int what = kind;
        String words =
                "write " + path + " kind " + what + " " + value + " condition " + which + " " + prev + " ttl " + ttl;
        return new Step(words, side -> {
            boolean dir = what < 2 || side.isDirectory(path);
            V2Write write = switch (what) {
                case 0, 1 -> V2Write.directory(path);
                // Never the same twice, which would change nothing on one side only.
                case 7 -> V2Write.refresh(path, Duration.ofSeconds((dir ? room : 200) + side.turn()));
                default -> V2Write.value(path, value);
            };
            write = ttl > 1 || what == 7 ? write : write.withTtl(Duration.ofSeconds(dir ? room : 100));
            write = brief ? write.withoutValueInAnswer() : write;
            return side.write(
                    switch (which) {
                        case 1 -> what == 7 ? write : write.ifAbsent();
                        case 2 -> write.ifExists();
                        case 3 -> what < 2 ? write : write.ifPrevValue(prev);
                        case 4 -> write.ifPrevIndex(side.index(path));
                        case 5 ->
                            what < 2
                                    ? write.ifPrevIndex(Side.NEVER)
                                    : write.ifPrevIndex(Side.NEVER).ifPrevValue(prev);
                        case 6 ->
                            what < 2
                                    ? write.ifExists()
                                    : write.ifPrevValue(prev).ifExists();
                        default -> write;
                    });
        });
    }

    private static String value(Random dice) {
        return VALUES.get(dice.nextInt(VALUES.size()));
    }

    private static KeysRoom over(HttpBackend http) {
        return new KeysRoom() {
            @Override
            public CompletableFuture<EtcdResult> read(V2Read read, CallOptions options) {
                return http.read(read, options);
            }

            @Override
            public CompletableFuture<EtcdResult> write(V2Write write, CallOptions options) {
                return http.write(write, options);
            }

            @Override
            public CompletableFuture<EtcdResult> delete(V2Delete delete, CallOptions options) {
                return http.delete(delete, options);
            }
        };
    }
}
