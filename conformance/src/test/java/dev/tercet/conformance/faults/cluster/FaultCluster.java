package dev.tercet.conformance.faults.cluster;

import dev.tercet.testkit.etcd.CommandResult;
import dev.tercet.testkit.etcd.EtcdBinaries;
import dev.tercet.testkit.etcd.EtcdMember;
import dev.tercet.testkit.etcd.EtcdVersion;
import dev.tercet.testkit.proxy.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Three real members, each with a fault proxy between it and its clients, and a network between them that can be cut.
 *
 * <pre>{@code
 * try (FaultCluster cluster = FaultCluster.start(ClusterSettings.of("newest"))) {
 *     EtcdClient client = EtcdClient.connect(cluster.endpoints());
 *     cluster.member(cluster.leader()).kill();
 * }
 * }</pre>
 *
 * <p>All that was started ends with {@link #close}, or with the JVM; what a killed JVM left is removed at the next start. Faults are
 * brought about by one thread at a time; questions may be asked by any.
 */
public final class FaultCluster implements AutoCloseable {
    /** How many members there are. */
    public static final int MEMBERS = 3;

    /** What the members are called in histories, by index. */
    public static final List<String> NAMES =
            IntStream.range(0, MEMBERS).mapToObj(FaultCluster::nameOf).toList();

    /** How long a token lives after its last use, if clients have to log in. */
    public static final Duration TOKEN_TTL = Duration.ofSeconds(5);

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(30);
    /** Each command is a process, and the machine has more to do. */
    private static final Duration COMMAND_PAUSE = Duration.ofMillis(250);

    private static final int ATTEMPTS = 3;
    private static final long NO_PROCESS = -1;
    private static final Pattern REVISION = Pattern.compile("\"revision\":\\s*\"?(\\d+)");
    private static final Login ROOT = new Login("root", "root-secret");
    private static final Login CLIENTS = new Login("clients", "clients-secret");

    private final ClusterSettings settings;
    private final EtcdBinaries binaries;
    private final PeerNetwork network;
    private final Path folder;
    private final MemberCommand command;
    private final List<Seat> seats = new ArrayList<>();
    private final Thread atExit = new Thread(this::close, "faults-cluster-exit");
    private volatile boolean loginsOn;
    private boolean closed;

    private FaultCluster(ClusterSettings settings, EtcdBinaries binaries) {
        this.settings = settings;
        this.binaries = binaries;
        this.network = network(settings);
        this.folder = Folders.create();
        Optional<Duration> ttl = settings.logins() ? Optional.of(TOKEN_TTL) : Optional.empty();
        this.command = new MemberCommand(binaries, network, folder.getFileName().toString(), ttl);
    }

    /**
     * Starts what is asked for and waits until every member is healthy.
     *
     * @throws dev.tercet.testkit.etcd.EtcdUnavailable if this version of etcd is not to be had on this machine
     * @throws dev.tercet.testkit.etcd.EtcdStartFailed if it does not come up; the message holds its log
     */
    public static FaultCluster start(ClusterSettings settings) {
        EtcdBinaries binaries = EtcdBinaries.find(settings.version());
        for (int attempt = 1; ; attempt++) {
            FaultCluster cluster = new FaultCluster(settings, binaries);
            Runtime.getRuntime().addShutdownHook(cluster.atExit);
            try {
                cluster.begin();
                return cluster;
            } catch (RuntimeException | Error e) {
                boolean clash = cluster.lostAPort();
                cluster.close();
                if (!clash || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void begin() {
        for (int i = 0; i < MEMBERS; i++) {
            seats.add(new Seat(i, FaultProxy.inFrontOf(network.clientUrl(i))));
        }
        for (Seat seat : seats) {
            seat(seat, "new");
        }
        awaitHealthy(START_LIMIT);
        if (settings.logins()) {
            enableLogins();
        }
    }

    /** Another process may have taken a port between the look for it and the start. */
    private boolean lostAPort() {
        return seats.stream()
                .filter(Seat::isTaken)
                .anyMatch(seat -> seat.member().log().contains("address already in use"));
    }

    private PeerNetwork network(ClusterSettings wanted) {
        Optional<PeerNetwork> namespaces = wanted.namespaces() ? Namespaces.make(MEMBERS) : Optional.empty();
        return namespaces.orElseGet(() -> PeerDoors.make(MEMBERS, this::pidNow));
    }

    /** Asked by whoever is called by a member, even before all are started. */
    private long pidNow(int index) {
        Seat seat = seats.get(index);
        return seat.isTaken() && seat.member().isAlive() ? seat.member().pid() : NO_PROCESS;
    }

    /** The exact version that runs. */
    public EtcdVersion version() {
        return binaries.version();
    }

    /** What was asked for. */
    public ClusterSettings settings() {
        return settings;
    }

    /** What a history calls the member. */
    public static String nameOf(int index) {
        return "m" + index;
    }

    /** What a history calls the members, by the endpoints of {@link #endpoints}. */
    public Map<String, String> names() {
        return seats.stream().collect(Collectors.toMap(seat -> seat.proxy().endpoint(), seat -> nameOf(seat.index())));
    }

    /** Where clients that are to suffer reach the members: the proxies, by index. */
    public List<String> endpoints() {
        return seats.stream().map(seat -> seat.proxy().endpoint()).toList();
    }

    /** Where the members are reached without any proxy, by index: for the nemesis, and for what is read in the end. */
    public List<String> directEndpoints() {
        return IntStream.range(0, MEMBERS).mapToObj(network::clientUrl).toList();
    }

    /** Who clients have to say they are; empty if nobody asks. The user may do everything. */
    public Optional<Login> login() {
        return settings.logins() ? Optional.of(CLIENTS) : Optional.empty();
    }

    /** The process that is the member now; another one after {@link #replace}. */
    public EtcdMember member(int index) {
        return seats.get(index).member();
    }

    /** All of them, by index, as they are now. */
    public List<EtcdMember> members() {
        return seats.stream().map(Seat::member).toList();
    }

    /** What stands between the member and its clients. */
    public FaultProxy proxy(int index) {
        return seats.get(index).proxy();
    }

    /** All of them, by index. */
    public List<FaultProxy> proxies() {
        return seats.stream().map(Seat::proxy).toList();
    }

    /** Whether members can be kept from one another on this machine. */
    public boolean canPartition() {
        return network.canCut();
    }

    /** How members are kept from one another, or that they are not, in a few words for a report. */
    public String partitions() {
        return network.says();
    }

    /** Lets nothing pass between two members, in silence, until {@link #healPeers}; clients reach both. */
    public void cutPeers(int one, int other) {
        network.cut(one, other);
    }

    /** Lets everything pass again between all members. */
    public void healPeers() {
        network.heal();
    }

    /** The member that leads, and whom a majority follows; empty if there is none just now. */
    public OptionalInt leaderNow() {
        return IntStream.range(0, MEMBERS)
                .filter(index -> member(index).isLeader() && member(index).isHealthy())
                .findFirst();
    }

    /**
     * The member that leads, once there is one.
     *
     * @throws IllegalStateException if there is none for 30 s
     */
    public int leader() {
        OptionalInt[] found = {OptionalInt.empty()};
        Soon.within(START_LIMIT, () -> {
            found[0] = leaderNow();
            return found[0].isPresent();
        });
        return found[0].orElseThrow(() -> new IllegalStateException("none of " + directEndpoints() + " leads"));
    }

    /** The id that the member has in the cluster, in etcd's way of writing. */
    public String memberId(int index) {
        return listed(index)
                .orElseThrow(() -> new IllegalStateException(nameOf(index) + " is no member:\n" + memberList()));
    }

    private Optional<String> listed(int index) {
        // As in: 8e9e05c52164694d, started, m0, http://127.0.0.1:2380, http://127.0.0.1:2379, false
        return memberList()
                .lines()
                .map(line -> line.split(", "))
                .filter(words -> Arrays.asList(words).contains(network.peerUrl(index)))
                .map(words -> words[0])
                .findFirst();
    }

    private String memberList() {
        return etcdctl("member", "list").orThrow();
    }

    /** The latest revision. */
    public long revision() {
        return revisionAt(leader());
    }

    /** The latest revision, as the member says. */
    public long revisionAt(int index) {
        String answer =
                etcdctlAt(index, "get", "no-such-key", "--write-out=json").orThrow();
        Matcher revision = REVISION.matcher(answer);
        if (!revision.find()) {
            throw new IllegalStateException("no revision in " + answer);
        }
        return Long.parseLong(revision.group(1));
    }

    /** Runs etcdctl with all rights, past the proxies, against the leader if there is one, else against all. */
    public CommandResult etcdctl(String... args) {
        OptionalInt leader = leaderNow();
        return leader.isPresent()
                ? etcdctlAt(leader.getAsInt(), args)
                : etcdctl(String.join(",", directEndpoints()), List.of(args));
    }

    /** Runs etcdctl with all rights against one member, past its proxy. */
    public CommandResult etcdctlAt(int index, String... args) {
        return etcdctl(network.clientUrl(index), List.of(args));
    }

    private CommandResult etcdctl(String endpoints, List<String> args) {
        return binaries.runEtcdctl(etcdctlWords(endpoints, args));
    }

    private List<String> etcdctlWords(String endpoints, List<String> args) {
        // Who does not answer soon is hurt, and the next fault waits.
        List<String> words =
                new ArrayList<>(List.of("--endpoints=" + endpoints, "--command-timeout=3s", "--dial-timeout=1s"));
        if (loginsOn) {
            words.add(ROOT.asFlag());
        }
        words.addAll(args);
        return words;
    }

    /** What those have who log in: to be found in nothing that a run leaves. */
    public static List<String> passwords() {
        return List.of(ROOT.password(), CLIENTS.password());
    }

    private void enableLogins() {
        for (Login login : List.of(ROOT, CLIENTS)) {
            etcdctl("user", "add", login.user() + ":" + login.password()).orThrow();
        }
        etcdctl("role", "add", "root").orThrow();
        for (Login login : List.of(ROOT, CLIENTS)) {
            etcdctl("user", "grant-role", login.user(), "root").orThrow();
        }
        etcdctl("auth", "enable").orThrow();
        loginsOn = true;
    }

    /** Sets the clients' password to what it is, through one member, by which every member forgets all their tokens at once. */
    public CommandResult setPasswordAgain(int index) {
        List<String> args = List.of("user", "passwd", CLIENTS.user(), "--interactive=false");
        List<String> words = etcdctlWords(network.clientUrl(index), args);
        return Asked.etcdctl(binaries, words, CLIENTS.password() + "\n", folder);
    }

    /** Asks the member to end, by SIGTERM, and waits until it has; if it takes too long it is killed. */
    public void endGracefully(int index) {
        EtcdMember member = member(index);
        ProcessHandle.of(member.pid()).ifPresent(ProcessHandle::destroy);
        if (!Soon.within(END_LIMIT, () -> !member.isAlive())) {
            member.kill();
        }
    }

    /**
     * Removes the member for good and starts a new one in its place, without data and with an id of its own. Returns when it is started;
     * see {@link #awaitHealthy}.
     *
     * @throws IllegalStateException if the cluster refuses, as it does for some seconds after another member was away
     */
    public void replace(int index) {
        Seat seat = seats.get(index);
        int helper = (index + 1) % MEMBERS;
        String id = memberId(index);
        CommandResult[] last = new CommandResult[1];
        boolean removed = Soon.within(JOIN_LIMIT, COMMAND_PAUSE, () -> {
            last[0] = etcdctlAt(helper, "member", "remove", id);
            return last[0].exitCode() == 0;
        });
        if (!removed) {
            throw new IllegalStateException(nameOf(index) + " cannot be removed: " + last[0]);
        }
        seat.leave();
        join(seat);
    }

    private void join(Seat seat) {
        seat.member().kill();
        Folders.delete(seat.member().dataFolder());
        int helper = (seat.index() + 1) % MEMBERS;
        String url = network.peerUrl(seat.index());
        String name = seat.nextName();
        CommandResult[] last = new CommandResult[1];
        boolean added = Soon.within(JOIN_LIMIT, COMMAND_PAUSE, () -> {
            last[0] = etcdctlAt(helper, "member", "add", name, "--peer-urls=" + url);
            // What failed for the command may have happened all the same.
            return last[0].exitCode() == 0 || listed(seat.index()).isPresent();
        });
        if (!added) {
            throw new IllegalStateException(name + " cannot be added: " + last[0]);
        }
        seat(seat, "existing");
    }

    private void seat(Seat seat, String state) {
        String all = seats.stream()
                .map(each -> (each == seat ? each.nextName() : each.name()) + "=" + network.peerUrl(each.index()))
                .collect(Collectors.joining(","));
        String name = seat.nextName();
        Path data = folder.resolve(name);
        List<String> words =
                command.words(seat.index(), name, data, seat.proxy().endpoint(), all, state);
        EtcdMember member = EtcdMember.of(
                network.clientUrl(seat.index()), words, data, folder.resolve(nameOf(seat.index()) + ".log"));
        seat.take(member);
        member.start();
    }

    /** Whether every member is, one after a replacement too. */
    public boolean isHealthy() {
        return seats.stream()
                .allMatch(seat -> !seat.isOutside()
                        && seat.member().isRunning()
                        && seat.member().isHealthy());
    }

    /**
     * Waits until every member is healthy.
     *
     * @throws dev.tercet.testkit.etcd.EtcdStartFailed with the end of a log, if one is not by then or has ended
     */
    public void awaitHealthy(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (EtcdMember member : members()) {
            member.awaitHealthy(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
    }

    /** Ends whatever was done to the members and between them; does not wait. */
    public void healMembers() {
        network.heal();
        for (Seat seat : seats) {
            EtcdMember member = seat.member();
            if (!seat.isOutside() && !member.isAlive()) {
                member.start();
            } else if (member.isAlive() && !member.isRunning()) {
                member.resume();
            }
        }
        // When all others are there, as they have to agree.
        seats.stream().filter(Seat::isOutside).forEach(this::join);
    }

    /** Ends all faults; does not wait. */
    public void heal() {
        proxies().forEach(FaultProxy::restore);
        healMembers();
    }

    /** Kills the members, ends the proxies and the network, and deletes the data. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        seats.stream().filter(Seat::isTaken).forEach(seat -> seat.member().kill());
        proxies().forEach(FaultProxy::close);
        network.close();
        Folders.delete(folder);
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // That is who calls.
        }
    }

    @Override
    public String toString() {
        return "etcd " + version() + ", " + MEMBERS + " members at " + endpoints() + ", partitions by " + partitions();
    }
}
