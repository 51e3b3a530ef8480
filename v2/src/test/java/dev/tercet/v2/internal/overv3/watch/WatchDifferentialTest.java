package dev.tercet.v2.internal.overv3.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.http.HttpBackend;
import dev.tercet.v2.internal.overv3.keys.KeysOverV3;
import dev.tercet.v2.internal.settings.V2Settings;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.watch.V2Watch;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same writes on a real server's v2 API and on the emulation: watches of both tell the same. */
class WatchDifferentialTest {
    private static final int STEPS = 300;
    private static final List<String> PATHS = List.of(
            "/a", "/a", "/a/b", "/a/b", "/a/b/c", "/a-b", "/d", "/d/_h", "/d/_h/x", "/d/e", "/d/e/f", "/q", "/_h/x");

    private static final Pattern IN_ORDER = Pattern.compile("\\d{20}");

    private record Watched(String key, boolean recursive) {}

    private static final List<Watched> WATCHED = List.of(
            new Watched("/", true),
            new Watched("/", false),
            new Watched("/a", false),
            new Watched("/a", true),
            new Watched("/a/b", false),
            new Watched("/a/b/c", false),
            new Watched("/a/b/c", true),
            new Watched("/d", true),
            new Watched("/d/_h", true),
            new Watched("/d/_h/x", false),
            new Watched("/d/e/f", false),
            new Watched("/q", true),
            new Watched("/e/x/y", false),
            new Watched("/e/x", true));

    /** One of the two, and how its indexes are told: by the step that they come from. */
    private static final class Side {
        private final Function<V2Write, CompletableFuture<EtcdResult>> writes;
        private final Function<V2Delete, CompletableFuture<EtcdResult>> deletes;
        private final Map<Long, String> steps = new HashMap<>();
        private final Map<String, String> names = new HashMap<>();

        Side(
                Function<V2Write, CompletableFuture<EtcdResult>> writes,
                Function<V2Delete, CompletableFuture<EtcdResult>> deletes) {
            this.writes = writes;
            this.deletes = deletes;
        }

        String name(long index) {
            return steps.getOrDefault(index, "?");
        }

        /** Names in order are told by their order. */
        List<String> named(List<String> lines) {
            return lines.stream()
                    .map(line -> IN_ORDER.matcher(line)
                            .replaceAll(found -> names.computeIfAbsent(found.group(), name -> "#" + names.size())))
                    .toList();
        }

        private String done(int step, CompletableFuture<EtcdResult> call) {
            try {
                EtcdResult result = call.join();
                steps.putIfAbsent(result.modifiedIndex(), "step " + step);
                return result.action().word();
            } catch (CompletionException e) {
                return e.getCause().getClass().getSimpleName();
            }
        }

        String write(int step, V2Write write) {
            return done(step, writes.apply(write));
        }

        String delete(int step, V2Delete delete) {
            return done(step, deletes.apply(delete));
        }
    }

    @ParameterizedTest
    @CsvSource({"3.5, 1", "3.5, 2", "3.4, 3", "3.4, 4"})
    void watchesTellTheSame(String version, long seed) throws Exception {
        EtcdSettings settings = EtcdSettings.of(version).withOption("enable-v2", "true");
        HttpClient raw = HttpClient.newHttpClient();
        try (RealEtcd real = WhenUnavailable.of(version).obtain(() -> RealEtcd.start(settings));
                HttpBackend http = HttpBackend.start(V2Settings.DEFAULT.withEndpoints(real.endpoints()));
                EmbeddedEtcd embedded = EmbeddedEtcd.builder()
                        .minLeaseTtl(Duration.ofSeconds(1))
                        .start();
                EtcdClient etcd = embedded.client()) {
            KeysOverV3 keys = new KeysOverV3(etcd, InstantSource.system());
            WatchOverV3 watches = new WatchOverV3(etcd, keys, InstantSource.system());
            CallOptions patient = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(30));
            Side v2 = new Side(write -> http.write(write, patient), delete -> http.delete(delete, patient));
            Side v3 = new Side(write -> keys.write(write, patient), delete -> keys.delete(delete, patient));
            List<V2Stream> wanted = new ArrayList<>();
            List<Seen> seen = new ArrayList<>();
            for (Watched each : WATCHED) {
                wanted.add(V2Stream.open(raw, real.endpoint(0), each.key, each.recursive));
                Seen one = new Seen();
                V2Watch watch = V2Watch.of(each.key);
                EventSource source = watches.watch(each.recursive ? watch.recursive() : watch, false, one);
                source.request(Long.MAX_VALUE);
                one.started();
                seen.add(one);
            }
            Random dice = new Random(seed);
            for (int i = 0; i < STEPS; i++) {
                play(dice, i, v2, v3, version.equals("3.4"));
            }
            for (Side side : List.of(v2, v3)) {
                side.write(STEPS, V2Write.directory("/e").withTtl(Duration.ofSeconds(3)));
                side.write(STEPS + 1, V2Write.value("/e/x/y", "1"));
            }
            awaitLast(wanted.get(0), v2, seen.get(0), v3, "expire /e/");
            for (Side side : List.of(v2, v3)) {
                side.write(STEPS + 2, V2Write.value("/end", "1"));
            }
            awaitLast(wanted.get(0), v2, seen.get(0), v3, "set /end=1");
            for (int i = 0; i < WATCHED.size(); i++) {
                V2Stream theirs = wanted.get(i);
                Seen ours = seen.get(i);
                await().untilAsserted(() -> assertThat(v3.named(ours.lines(v3::name)))
                        .as("seed %d, %s", seed, WATCHED)
                        .isEqualTo(v2.named(theirs.lines(v2::name))));
                theirs.close();
            }
            assertThat(wanted.get(0).lines(v2::name)).hasSizeGreaterThan(STEPS / 4);
        }
    }

    private static void awaitLast(V2Stream wanted, Side v2, Seen seen, Side v3, String line) {
        await().until(() -> wanted.lines(v2::name).stream().anyMatch(each -> each.startsWith(line)));
        await().until(() -> seen.lines(v3::name).stream().anyMatch(each -> each.startsWith(line)));
    }

    /** One more write on both; servers of 3.5 refuse every update of a directory, with code 300. */
    private static void play(Random dice, int step, Side v2, Side v3, boolean directoryUpdates) {
        String path = PATHS.get(dice.nextInt(PATHS.size()));
        String prev = Integer.toString(dice.nextInt(2));
        String value = Integer.toString(dice.nextInt(2));
        int what = dice.nextInt(directoryUpdates ? 16 : 13);
        Function<Side, String> play = switch (what) {
            case 0 -> side -> side.delete(step, V2Delete.of(path));
            case 1 -> side -> side.delete(step, V2Delete.of(path).recursive());
            case 2 -> side -> side.delete(step, V2Delete.of(path).directory());
            case 3 -> side -> side.delete(step, V2Delete.of(path).ifPrevValue(prev));
            case 4 -> side -> side.write(step, V2Write.directory(path));
            case 5 -> side -> side.write(step, V2Write.value(path, value).ifExists());
            case 6, 7 -> side -> side.write(step, V2Write.value(path, value).ifPrevValue(prev));
            case 8 -> side -> side.write(step, V2Write.value(path, value).ifAbsent());
            case 9 -> side -> side.write(step, V2Write.value(path, value).withTtl(Duration.ofSeconds(900)));
            default -> side -> side.write(step, V2Write.value(path, value));
        };
        String wanted = play.apply(v2);
        assertThat(play.apply(v3)).as("step %d: %d of %s", step, what, path).isEqualTo(wanted);
    }
}
