package dev.tercet.conformance.faults.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.Targets;
import dev.tercet.conformance.faults.cluster.ClusterSettings;
import dev.tercet.conformance.faults.cluster.FaultCluster;
import dev.tercet.conformance.faults.cluster.Login;
import dev.tercet.conformance.faults.cluster.Soon;
import dev.tercet.testkit.etcd.EtcdMember;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.testkit.proxy.FaultProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault does what it says to a real cluster, and is gone afterwards. Partitions have a test of their own. */
@EnabledIfSystemProperty(named = "tercet.long", matches = "true", disabledReason = "takes a minute for each version")
@ParameterizedClass(name = "{0}", allowZeroInvocations = true)
@MethodSource("versions")
record FaultsTest(String version) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern TOKEN = Pattern.compile("\"token\":\\s*\"([^\"]+)\"");
    private static final String KEY = "{\"key\":\"aw==\"}";
    private static final int GLANCE_MILLIS = 1_000;

    private static FaultCluster cluster;

    static List<String> versions() {
        return Targets.versions().stream()
                .filter(each -> !each.startsWith("3.4"))
                .toList();
    }

    @BeforeParameterizedClassInvocation
    static void start(String version) {
        ClusterSettings settings = ClusterSettings.of(version).withLogins();
        cluster = WhenUnavailable.fromEnvironment().obtain(() -> FaultCluster.start(settings));
    }

    @AfterParameterizedClassInvocation
    static void close() {
        cluster.close();
    }

    @AfterEach
    void allIsWellAgain() {
        cluster.awaitHealthy(LIMIT);
        cluster.endpoints()
                .forEach(each -> assertThat(Page.get(each + "/health"))
                        .as(each)
                        .hasValueSatisfying(body -> assertThat(body).contains("\"true\"")));
    }

    private static void await(String what, BooleanSupplier wish) {
        assertThat(Soon.within(LIMIT, wish)).as(what).isTrue();
    }

    @Test
    void aKilledLeaderIsGoneAndAnotherLeads() throws NotApplied {
        int leader = cluster.leader();
        EtcdMember member = cluster.member(leader);
        Deed kill = new Kill(Target.LEADER).aim(cluster);
        assertThat(kill.where()).containsExactly("m" + leader + " (leader)");
        kill.begin().run();
        assertThat(member.isAlive()).isFalse();
        assertThat(Page.get(cluster.directEndpoints().get(leader) + "/health")).isEmpty();
        assertThat(cluster.leader()).isNotEqualTo(leader);
        kill.end().run();
        assertThat(member.isAlive()).isTrue();
    }

    @Test
    void aPausedMemberAcceptsAndDoesNotAnswer() throws NotApplied, IOException {
        Deed pause = new Pause(Target.member(2)).aim(cluster);
        pause.begin().run();
        String endpoint = cluster.directEndpoints().get(2);
        try (Socket socket = connect(endpoint)) {
            assertThat(socket.isConnected()).isTrue();
        }
        assertThat(Page.get(endpoint + "/health")).isEmpty();
        assertThat(Page.get(cluster.directEndpoints().get(cluster.leader()) + "/health"))
                .isPresent();
        pause.end().run();
    }

    @Test
    void aMemberThatIsRestartedIsAnotherProcessWithTheSameId() throws NotApplied {
        String id = cluster.memberId(0);
        long pid = cluster.member(0).pid();
        Deed restart = new Restart(Target.member(0)).aim(cluster);
        restart.begin().run();
        assertThat(cluster.member(0).isAlive()).isFalse();
        restart.end().run();
        assertThat(cluster.member(0).pid()).isNotEqualTo(pid);
        cluster.awaitHealthy(LIMIT);
        assertThat(cluster.memberId(0)).isEqualTo(id);
    }

    @Test
    void aMemberThatIsReplacedHasANewIdAndAllTheData() throws NotApplied {
        cluster.etcdctl("put", "kept", "yes").orThrow();
        int leader = cluster.leader();
        String id = cluster.memberId(leader);
        Deed replace = new Replace(Target.LEADER).aim(cluster);
        replace.begin().run();
        replace.end().run();
        cluster.awaitHealthy(LIMIT);
        assertThat(cluster.memberId(leader)).isNotEqualTo(id);
        assertThat(cluster.etcdctlAt(leader, "get", "kept", "--print-value-only")
                        .orThrow())
                .isEqualToIgnoringNewLines("yes");
        assertThat(cluster.etcdctl("member", "list").orThrow().lines()).hasSize(3);
    }

    @Test
    void theLeaderIsMoved() throws NotApplied {
        int leader = cluster.leader();
        new MoveLeader(2).aim(cluster).begin().run();
        await("the other leads", () -> cluster.leader() == (leader + 2) % FaultCluster.MEMBERS);
    }

    @Test
    void whenAllArePausedNobodyAnswers() throws NotApplied {
        Deed pause = new PauseAll().aim(cluster);
        pause.begin().run();
        assertThat(cluster.endpoints())
                .allSatisfy(each -> assertThat(Page.get(each + "/health")).isEmpty());
        pause.end().run();
    }

    @Test
    void whenAllAreKilledWhatWasWrittenStays() throws NotApplied {
        cluster.etcdctl("put", "k", "before").orThrow();
        Deed kill = new KillAll().aim(cluster);
        kill.begin().run();
        assertThat(cluster.members()).noneMatch(EtcdMember::isAlive);
        kill.end().run();
        cluster.awaitHealthy(LIMIT);
        assertThat(cluster.etcdctl("get", "k", "--print-value-only").orThrow()).isEqualToIgnoringNewLines("before");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNHEARD", "UNANSWERED", "BLACK_HOLE", "HELD_BACK", "REFUSE", "NEVER_ANSWER"})
    void oneLineIsDumbAndTheOthersAreNot(FaultKind kind) throws NotApplied {
        Deed deed = kind.draw(new SplittableRandom(1)).aim(cluster);
        int hit = hit(deed);
        deed.begin().run();
        for (int i = 0; i < FaultCluster.MEMBERS; i++) {
            assertThat(Page.get(cluster.endpoints().get(i) + "/health").isPresent())
                    .as("line to %d, of which %d is hit", i, hit)
                    .isEqualTo(i != hit);
        }
        deed.end().run();
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT", "CUT_ALL", "HALF_CLOSE", "REFUSE", "NEVER_ANSWER", "DUPLICATE_CONNECTS"})
    void connectionsThatWereThereEnd(FaultKind kind) throws NotApplied, IOException {
        Deed deed = kind.draw(new SplittableRandom(2)).aim(cluster);
        int hit = hit(deed);
        try (Socket socket = connect(cluster.endpoints().get(hit))) {
            await("the proxy has it", () -> cluster.proxy(hit).connectionsAlive() > 0);
            deed.begin().run();
            assertThat(isEnded(socket)).isTrue();
        }
        deed.end().run();
    }

    @Test
    void connectionsAreMadeTwiceAndServeAsOne() throws NotApplied {
        Deed deed = FaultKind.DUPLICATE_CONNECTS.draw(new SplittableRandom(5)).aim(cluster);
        FaultProxy proxy = cluster.proxy(hit(deed));
        long before = proxy.connectionsDoubled();
        deed.begin().run();
        assertThat(Page.get(proxy.endpoint() + "/health")).isPresent();
        assertThat(proxy.connectionsDoubled()).isGreaterThan(before);
        deed.end().run();
        long after = proxy.connectionsDoubled();
        assertThat(Page.get(proxy.endpoint() + "/health")).isPresent();
        assertThat(proxy.connectionsDoubled()).isEqualTo(after);
    }

    @Test
    void aLineIsCutInTheMiddleOfAnAnswer() throws NotApplied {
        Deed deed = FaultKind.CUT_AFTER_BYTES.draw(new SplittableRandom(3)).aim(cluster);
        String endpoint = cluster.endpoints().get(hit(deed));
        deed.begin().run();
        await("a page that is cut", () -> isCut(endpoint));
        await("none, as it is cut once", () -> !isCut(endpoint));
        deed.end().run();
    }

    /** By hand, since the JDK's client asks a second time if it gets nothing. */
    private static boolean isCut(String endpoint) {
        try (Socket socket = connect(endpoint)) {
            socket.getOutputStream().write("GET /metrics HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().readAllBytes().length == 0;
        } catch (IOException e) {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DELAY", "THROTTLE"})
    void aSlowLineWorks(FaultKind kind) throws NotApplied {
        Deed deed = kind.draw(new SplittableRandom(4)).aim(cluster);
        deed.begin().run();
        await(
                "an answer",
                () -> Page.get(cluster.endpoints().get(hit(deed)) + "/health").isPresent());
        deed.end().run();
    }

    @Test
    void oldRevisionsAreForgotten() throws NotApplied {
        for (int i = 0; i < 5; i++) {
            cluster.etcdctl("put", "k", "v" + i).orThrow();
        }
        long revision = cluster.revision();
        new Compact(2).aim(cluster).begin().run();
        assertThat(cluster.etcdctl("get", "k", "--rev=" + (revision - 2)).exitCode())
                .isZero();
        assertThat(cluster.etcdctl("get", "k", "--rev=" + (revision - 3)).stderr())
                .contains("compacted");
        new Compact(0).aim(cluster).begin().run();
        assertThat(cluster.etcdctl("get", "k", "--rev=" + (revision - 1)).stderr())
                .contains("compacted");
        assertThat(cluster.etcdctl("get", "k", "--rev=" + revision).exitCode()).isZero();
    }

    @Test
    void aMemberIsDefragmented() throws NotApplied {
        new Defragment(Target.member(1)).aim(cluster).begin().run();
        assertThat(cluster.member(1).metrics())
                .containsPattern("etcd_disk_backend_defrag_duration_seconds_count [1-9]");
    }

    @Test
    void tokensAreVoidAtOnce() throws NotApplied {
        String token = token();
        assertThat(range(token)).contains("header");
        new RevokeTokens().aim(cluster).begin().run();
        assertThat(range(token)).contains("invalid auth token");
        assertThat(range(token())).contains("header");
    }

    @Test
    void tokensDieInTheSilence() throws NotApplied {
        String token = token();
        assertThat(range(token)).contains("header");
        Deed deed = new ExpireTokens().aim(cluster);
        deed.begin().run();
        assertThat(range(token)).isEmpty();
        // Asked directly too often it would live on.
        long silent = System.nanoTime() + Duration.ofMillis(6_500).toNanos();
        await("the silence is over", () -> System.nanoTime() > silent);
        deed.end().run();
        assertThat(range(token)).contains("invalid auth token");
    }

    /** Through the proxy of one member, since each has its own view of a token's age. */
    private static String range(String token) {
        return Page.ask(cluster.endpoints().get(0) + "/v3/kv/range", KEY, token).orElse("");
    }

    private static String token() {
        Login login = cluster.login().orElseThrow();
        String body = "{\"name\":\"" + login.user() + "\",\"password\":\"" + login.password() + "\"}";
        String answer = Page.ask(cluster.endpoints().get(0) + "/v3/auth/authenticate", body, "")
                .orElseThrow();
        Matcher token = TOKEN.matcher(answer);
        assertThat(token.find()).as(answer).isTrue();
        return token.group(1);
    }

    private static int hit(Deed deed) {
        return FaultCluster.NAMES.indexOf(deed.where().get(0).split(" ", 2)[0]);
    }

    private static Socket connect(String endpoint) throws IOException {
        URI at = URI.create(endpoint);
        Socket socket = new Socket(InetAddress.getByName(at.getHost()), at.getPort());
        socket.setSoTimeout(GLANCE_MILLIS);
        return socket;
    }

    private static boolean isEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            // Reset.
            return true;
        }
    }
}
