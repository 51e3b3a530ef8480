package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.cli.Ran;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A random store is exported, another random one is made of it by import, and that is the same store then. */
class ExportThenImportTest {
    private static final int KEYS = 60;

    private static EmbeddedEtcd server;
    private static EtcdClient etcd;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        server = EmbeddedEtcd.builder().port(0).start();
        etcd = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> formatsAndTypes() {
        return Stream.of(FileFormat.values())
                .flatMap(format -> Stream.of(KeyType.values())
                        .flatMap(keys -> Stream.of(ValueType.values())
                                .flatMap(values ->
                                        Stream.of(1L, 2L).map(seed -> Arguments.of(format, keys, values, seed)))));
    }

    @ParameterizedTest
    @MethodSource("formatsAndTypes")
    void afterAnImportTheStoreIsWhatTheFileHas(FileFormat format, KeyType keys, ValueType values, long seed) {
        RandomValues random = new RandomValues(seed);
        Map<Bytes, Bytes> wanted = random.store(KEYS, keys, values);
        fill(wanted);
        Path file = directory.resolve("file");
        run("export", "-f", format, "-k", keys, "-v", values, "-o", file);
        TreeMap<Bytes, Bytes> before = random.store(KEYS, keys, values);
        before.put(wanted.keySet().iterator().next(), random.value(values));
        fill(before);
        run("import", file, "-f", format, "-k", keys, "-v", values, "--yes", "--verbosity", "verbose");
        Map<Bytes, Bytes> after = store();
        assertThat(after.keySet()).containsExactlyElementsOf(wanted.keySet());
        // NDJSON keeps bytes; what is JSON in the others is the same JSON.
        ValueType kept = format == FileFormat.NDJSON ? ValueType.BINARY : values;
        wanted.forEach((key, value) -> assertThat(JsonMeaning.of(kept, after.get(key)))
                .as("%s is %s and was %s", key, after.get(key), value)
                .isEqualTo(JsonMeaning.of(kept, value)));
        Ran again = run("import", file, "-f", format, "-k", keys, "-v", values, "--verbosity", "compact");
        assertThat(again.out()).isEqualTo("0 updated.\n0 deleted.\n");
    }

    private static Ran run(Object... words) {
        Stream<String> all = Stream.concat(Stream.of(words).map(Object::toString), Stream.of("-a", server.endpoint()));
        Ran ran = Ran.of(all.toArray(String[]::new));
        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        return ran;
    }

    private static void fill(Map<Bytes, Bytes> content) {
        etcd.kv().delete(Delete.of(KeyRange.ALL));
        content.forEach((key, value) -> etcd.kv().put(key, value));
    }

    private static Map<Bytes, Bytes> store() {
        Map<Bytes, Bytes> found = new TreeMap<>();
        etcd.kv().get(Get.all()).forEach(kv -> found.put(kv.key(), kv.value()));
        return found;
    }
}
