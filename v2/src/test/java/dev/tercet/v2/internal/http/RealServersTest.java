package dev.tercet.v2.internal.http;

import static dev.tercet.v2.internal.http.Served.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.v2.auth.V2User;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.error.V2CompareFailedException;
import dev.tercet.v2.error.V2DirectoryNotEmptyException;
import dev.tercet.v2.error.V2DisabledException;
import dev.tercet.v2.error.V2EventIndexClearedException;
import dev.tercet.v2.error.V2Failure;
import dev.tercet.v2.error.V2InsufficientPermissionsException;
import dev.tercet.v2.error.V2KeyExistsException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.error.V2NotDirectoryException;
import dev.tercet.v2.error.V2NotFileException;
import dev.tercet.v2.error.V2RootReadOnlyException;
import dev.tercet.v2.error.V2ValueException;
import dev.tercet.v2.internal.backend.StatsKind;
import dev.tercet.v2.internal.settings.V2Settings;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole ways, with servers that still have the API. */
class RealServersTest {
    private static RealEtcd start(EtcdSettings settings) {
        return WhenUnavailable.of(settings.version()).obtain(() -> RealEtcd.start(settings));
    }

    private static EtcdSettings v2(String version) {
        return EtcdSettings.of(version).withOption("enable-v2", "true");
    }

    private static EtcdResult write(HttpBackend backend, V2Write write) {
        return Served.get(backend.write(write, SHORT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.4", "3.5"})
    void keysAndDirectories(String version) {
        try (RealEtcd etcd = start(v2(version));
                HttpBackend backend = HttpBackend.start(Served.settings(etcd.endpoint(0)))) {
            String odd = "/ä ö/100% a?b#c;d&e=f+g/🌍";
            EtcdResult made = write(backend, V2Write.value(odd, "wert & = ü\n").withTtl(Duration.ofSeconds(60)));
            assertThat(made.newKey()).isTrue();
            assertThat(made.action()).isEqualTo(V2Action.SET);
            assertThat(made.key()).isEqualTo(odd);
            EtcdResult read = Served.get(backend.read(V2Read.of(odd).quorum(), SHORT));
            assertThat(read.value()).contains("wert & = ü\n");
            assertThat(read.ttl()).contains(Duration.ofSeconds(60));
            assertThat(read.expiration()).isPresent();
            assertThat(read.modifiedIndex()).isEqualTo(made.modifiedIndex());
            assertThat(read.etcdIndex()).isPositive();
            assertThat(read.raftTerm()).isPositive();
            EtcdResult again = write(backend, V2Write.value(odd, "2").ifPrevIndex(made.modifiedIndex()));
            assertThat(again.newKey()).isFalse();
            assertThat(again.action()).isEqualTo(V2Action.COMPARE_AND_SWAP);
            assertThat(again.prevNode().flatMap(V2Node::value)).contains("wert & = ü\n");
            assertThat(again.ttl()).isEmpty();

            assertThat(write(backend, V2Write.directory("/d")).dir()).isTrue();
            livingDirectory(backend, version);
            EtcdResult first = write(backend, V2Write.inOrder("/d", "1"));
            EtcdResult second = write(backend, V2Write.inOrder("/d", "2"));
            assertThat(first.action()).isEqualTo(V2Action.CREATE);
            assertThat(first.key()).isLessThan(second.key());
            EtcdResult brief = write(backend, V2Write.value("/b", "v").withoutValueInAnswer());
            assertThat(brief.key()).isEqualTo("/b");

            EtcdResult root = Served.get(backend.read(V2Read.of("/").recursive().sorted(), SHORT));
            assertThat(root.key()).isEqualTo("/");
            assertThat(root.dir()).isTrue();
            assertThat(root.leaves()).extracting(V2Node::key).contains(odd, "/b", first.key(), second.key());
            EtcdResult gone = Served.get(backend.delete(V2Delete.of("/d").recursive(), SHORT));
            assertThat(gone.action()).isEqualTo(V2Action.DELETE);
            assertThat(gone.dir()).isTrue();
            assertThat(Served.get(backend.delete(V2Delete.of("/b").ifPrevValue("v"), SHORT))
                            .action())
                    .isEqualTo(V2Action.COMPARE_AND_DELETE);
            Served.failure(V2KeyNotFoundException.class, backend.read(V2Read.of("/d"), SHORT));
        }
    }

    private static void livingDirectory(HttpBackend backend, String version) {
        V2Write update = V2Write.directory("/d").ifExists().withTtl(Duration.ofSeconds(90));
        if (version.equals("3.5")) {
            V2NotFileException refused = Served.failure(V2NotFileException.class, backend.write(update, SHORT));
            assertThat(refused.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(refused).hasMessageContaining("servers of 3.5 cannot");
            return;
        }
        EtcdResult living = write(backend, update);
        assertThat(living.dir()).isTrue();
        assertThat(living.ttl()).contains(Duration.ofSeconds(90));
        assertThat(write(backend, V2Write.directory("/d").ifExists().withoutTtl())
                        .ttl())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.4", "3.5"})
    void everyCodeThatAServerCanBeMadeToSay(String version) {
        try (RealEtcd etcd = start(v2(version));
                HttpBackend backend = HttpBackend.start(Served.settings(etcd.endpoint(0)))) {
            write(backend, V2Write.value("/file", "v"));
            write(backend, V2Write.value("/dir/file", "v"));
            said(100, V2KeyNotFoundException.class, backend.delete(V2Delete.of("/none"), SHORT));
            said(
                    101,
                    V2CompareFailedException.class,
                    backend.write(V2Write.value("/file", "w").ifPrevValue("x"), SHORT));
            said(102, V2NotFileException.class, backend.write(V2Write.value("/dir", "v"), SHORT));
            said(102, V2NotFileException.class, backend.delete(V2Delete.of("/dir"), SHORT));
            said(104, V2NotDirectoryException.class, backend.write(V2Write.value("/file/below", "v"), SHORT));
            said(
                    105,
                    V2KeyExistsException.class,
                    backend.write(V2Write.value("/file", "v").ifAbsent(), SHORT));
            said(
                    107,
                    V2RootReadOnlyException.class,
                    backend.delete(V2Delete.of("/").recursive(), SHORT));
            said(
                    108,
                    V2DirectoryNotEmptyException.class,
                    backend.delete(V2Delete.of("/dir").directory(), SHORT));
            for (Map.Entry<Integer, Map<String, String>> wrong : wrongForms().entrySet()) {
                ApiRequest put = ApiRequest.of("PUT", "/v2/keys/file").with(wrong.getValue());
                said(wrong.getKey(), V2ValueException.class, backend.apiExecute(put, SHORT));
            }
            EtcdException follower = Served.failure(
                    EtcdException.class,
                    backend.apiExecute(ApiRequest.of("GET", "/v2/keys/file").with(Map.of("wait", "1x")), SHORT));
            assertThat(((V2Failure) follower).payload().code()).isEqualTo(209);
        }
    }

    private static Map<Integer, Map<String, String>> wrongForms() {
        Map<Integer, Map<String, String>> forms = new LinkedHashMap<>();
        forms.put(201, Map.of("value", "v", "prevValue", ""));
        forms.put(202, Map.of("value", "v", "ttl", "soon"));
        forms.put(203, Map.of("value", "v", "prevIndex", "x"));
        forms.put(209, Map.of("value", "v", "prevExist", "perhaps"));
        forms.put(211, Map.of("value", "v", "refresh", "true", "ttl", "5"));
        forms.put(212, Map.of("refresh", "true"));
        return forms;
    }

    private static void said(int code, Class<? extends EtcdException> kind, CompletableFuture<?> call) {
        EtcdException thrown = Served.failure(kind, call);
        assertThat(((V2Failure) thrown).payload().code()).isEqualTo(code);
        assertThat(thrown).hasMessageContaining(" " + code + " ");
    }

    @Test
    void anIndexThatIsTooOldIsSaidSo() {
        try (RealEtcd etcd = start(v2("3.5"));
                HttpBackend backend = HttpBackend.start(Served.settings(etcd.endpoint(0)))) {
            EtcdResult first = write(backend, V2Write.value("/a", "0"));
            for (int i = 0; i < 1100; i++) {
                write(backend, V2Write.value("/other", "v"));
            }
            HttpCalls calls = calls(etcd);
            AtomicLong stood = new AtomicLong(-1);
            V2EventIndexClearedException old = Served.failure(
                    V2EventIndexClearedException.class,
                    calls.awaitEvent("/a", false, first.modifiedIndex(), null, (index, at) -> stood.set(index), SHORT));
            assertThat(old.payload().code()).isEqualTo(401);
            assertThat(old.payload().index()).isGreaterThan(1000);
            assertThat(stood).hasValue(-1);
            calls.engine().close();
        }
    }

    @Test
    void aWaitStandsBeforeAnythingHappens() {
        try (RealEtcd etcd = start(v2("3.5"));
                HttpBackend backend = HttpBackend.start(Served.settings(etcd.endpoint(0)))) {
            HttpCalls calls = calls(etcd);
            EtcdResult before = write(backend, V2Write.value("/w/a", "0"));
            CompletableFuture<Long> stood = new CompletableFuture<>();
            CompletableFuture<?> event =
                    calls.awaitEvent("/w", true, 0, null, (index, at) -> stood.complete(index), SHORT);
            assertThat(Served.get(stood)).isEqualTo(before.modifiedIndex());
            assertThat(event).isNotDone();
            write(backend, V2Write.value("/w/a", "1"));
            assertThat(Served.get(event)).asString().contains("value=Optional[1]");
            calls.engine().close();
        }
    }

    private static HttpCalls calls(RealEtcd etcd) {
        V2Settings settings = Served.settings(etcd.endpoint(0));
        V2Dialect dialect = V2Dialect.of(settings);
        return new HttpCalls(HttpStart.engine(settings, dialect), dialect, settings);
    }

    @Test
    void whatAClusterSaysOfItself() {
        try (RealEtcd etcd = start(v2("3.5").withMembers(3));
                HttpBackend backend = HttpBackend.start(V2Settings.DEFAULT.withEndpoints(etcd.endpoints()))) {
            assertThat(Served.get(backend.machines(SHORT))).containsExactlyInAnyOrderElementsOf(etcd.endpoints());
            assertThat(Served.get(backend.members(SHORT)))
                    .hasSize(3)
                    .allSatisfy((id, member) -> assertThat(member.id()).isEqualTo(id));
            String leads = etcd.endpoint(etcd.leaderIndex());
            assertThat(Served.get(backend.leader(SHORT)).clientUrls()).containsExactly(leads);
            assertThat(Served.get(backend.stats(StatsKind.SELF, SHORT)).text("state"))
                    .startsWith("State");
            assertThat(Served.get(backend.stats(StatsKind.STORE, SHORT)).count("watchers"))
                    .isZero();
            assertThat(Served.get(backend.version(SHORT)).server())
                    .isEqualTo(etcd.version().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.4", "3.5", "3.6"})
    void aServerWithoutTheApiIsSaidToBeOne(String version) {
        try (RealEtcd etcd = start(EtcdSettings.of(version));
                HttpBackend backend = HttpBackend.start(V2Settings.DEFAULT.withEndpoints(etcd.endpoints()))) {
            Served.failure(V2DisabledException.class, backend.read(V2Read.of("/a"), SHORT));
            Served.failure(V2DisabledException.class, backend.write(V2Write.value("/a", "v"), SHORT));
            Served.failure(V2DisabledException.class, backend.machines(SHORT));
            assertThat(Served.get(backend.version(SHORT)).server()).startsWith(version);
        }
    }

    @Test
    void whoMayNotIsToldSo() {
        try (RealEtcd etcd = start(v2("3.5"));
                HttpBackend nobody = HttpBackend.start(Served.settings(etcd.endpoint(0)));
                HttpBackend root = HttpBackend.start(Served.settings(etcd.endpoint(0))
                        .withCredentials((Credentials.Password) Credentials.of("root", "pä:ß")))) {
            Served.get(nobody.auth().writeUser(V2User.of("root").withPassword("pä:ß"), SHORT));
            Served.get(nobody.auth().setActive(true, SHORT));
            V2InsufficientPermissionsException stranger = Served.failure(
                    V2InsufficientPermissionsException.class, nobody.auth().users(SHORT));
            assertThat(stranger.payload().code()).isEqualTo(110);
            assertThat(Served.get(root.auth().users(SHORT))).containsExactly("root");
            write(root, V2Write.value("/a", "v"));
        }
    }

    @Test
    void theOnlyMemberIsAwayForAWhile() {
        try (RealEtcd etcd = start(v2("3.5"));
                HttpBackend backend = HttpBackend.start(V2Settings.DEFAULT.withEndpoints(etcd.endpoints()))) {
            write(backend, V2Write.value("/a", "1"));
            etcd.member(0).kill();
            CallOptions brief = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(1));
            Served.failure(TransientEtcdException.class, backend.read(V2Read.of("/a"), brief));
            CompletableFuture<EtcdResult> waiting =
                    backend.read(V2Read.of("/a").quorum(), CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(60)));
            etcd.member(0).restart();
            assertThat(Served.get(waiting).value()).contains("1");
            write(backend, V2Write.value("/a", "2"));
        }
    }

    @Test
    void membersThatWereNotGivenAreGoneTo() {
        try (RealEtcd etcd = start(v2("3.4").withMembers(3));
                HttpBackend backend = HttpBackend.start(V2Settings.DEFAULT.withEndpoints(List.of(etcd.endpoint(0))))) {
            write(backend, V2Write.value("/a", "1"));
            await().until(() -> backend.endpoints().size() == 3);
            etcd.member(0).kill();
            assertThat(Served.get(backend.read(
                                    V2Read.of("/a").quorum(), CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(30))))
                            .value())
                    .contains("1");
        }
    }
}
