package dev.tercet.testkit.etcd;

import dev.tercet.testkit.internal.Poll;
import dev.tercet.testkit.tls.SigningKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A real etcd: one process or a cluster of them on loopback ports, with their data in memory where the machine allows.
 *
 * <pre>{@code
 * try (RealEtcd etcd = RealEtcd.start(EtcdSettings.of("3.5").withMembers(3))) {
 *     etcd.member(etcd.leaderIndex()).pause();
 * }
 * }</pre>
 *
 * <p>The processes end with {@link #close}, with the JVM, and on Linux even if the JVM is killed.
 *
 * @see SharedEtcd
 * @since 0.1
 */
public final class RealEtcd implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 5;

    private final EtcdSettings settings;
    private final EtcdBinaries binaries;
    private final Addresses addresses;
    private final Path folder;
    private final List<EtcdMember> members;
    private final List<Newcomer> newcomers = new CopyOnWriteArrayList<>();
    private final SigningKeys signingKeys;
    private volatile boolean closed;

    private RealEtcd(EtcdSettings settings, EtcdBinaries binaries, Addresses addresses, Path folder) {
        this.settings = settings;
        this.binaries = binaries;
        this.addresses = addresses;
        this.folder = folder;
        this.signingKeys = SigningKeys.create(folder);
        CommandLine line = new CommandLine(settings, binaries.version());
        HttpProbe probe = new HttpProbe(settings.tls());
        List<EtcdMember> all = new ArrayList<>();
        for (int i = 0; i < settings.members(); i++) {
            List<String> command = new ArrayList<>(List.of(binaries.etcd().toString()));
            Path data = folder.resolve(addresses.name(i));
            command.addAll(line.arguments(addresses, i, data, signingKeys));
            Path log = folder.resolve(addresses.name(i) + ".log");
            all.add(new EtcdMember(addresses.clientUrl(i), List.copyOf(command), data, log, probe));
        }
        this.members = List.copyOf(all);
    }

    /**
     * Starts what {@code settings} ask for and waits until every member is healthy.
     *
     * @throws EtcdUnavailable if this version of etcd is not to be had on this machine
     * @throws EtcdStartFailed if it is and does not come up; the message holds its log
     */
    public static RealEtcd start(EtcdSettings settings) {
        EtcdBinaries binaries = EtcdBinaries.find(settings.version());
        for (int attempt = 1; ; attempt++) {
            Addresses addresses = Addresses.take(settings.tls().isPresent(), settings.members());
            RealEtcd etcd = new RealEtcd(settings, binaries, addresses, Scratch.create());
            try {
                etcd.members.forEach(EtcdMember::start);
                etcd.awaitHealthy(START_LIMIT);
                return etcd;
            } catch (EtcdStartFailed e) {
                // Another process may have taken a port between the probe and the start.
                boolean clash =
                        etcd.members.stream().anyMatch(member -> member.log().contains("address already in use"));
                etcd.close();
                if (!clash || attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (RuntimeException e) {
                etcd.close();
                throw e;
            }
        }
    }

    /** What was asked for. */
    public EtcdSettings settings() {
        return settings;
    }

    /** The exact version that runs. */
    public EtcdVersion version() {
        return binaries.version();
    }

    /** Where clients reach the members, as in {@code http://127.0.0.1:20379}. */
    public List<String> endpoints() {
        return addresses.clientUrls();
    }

    /** The endpoint of one member, counted from 0. */
    public String endpoint(int index) {
        return addresses.clientUrl(index);
    }

    /** All members, dead ones too. */
    public List<EtcdMember> members() {
        return members;
    }

    /** One member, counted from 0. */
    public EtcdMember member(int index) {
        return members.get(index);
    }

    /** Whether all members are there. */
    public boolean isAlive() {
        return !closed && members.stream().allMatch(EtcdMember::isAlive);
    }

    /** The text of one member's {@code /metrics}. */
    public String metrics(int index) {
        return members.get(index).metrics();
    }

    /** Whether the member believes that it leads. */
    public boolean memberIsLeader(int index) {
        return members.get(index).isLeader();
    }

    /**
     * The index of the leader, once there is one.
     *
     * @throws IllegalStateException if no running member leads for 30 s
     */
    public int leaderIndex() {
        int[] leader = {-1};
        boolean found = Poll.until(START_LIMIT, () -> {
            for (int i = 0; i < members.size() && leader[0] < 0; i++) {
                leader[0] = memberIsLeader(i) ? i : -1;
            }
            return leader[0] >= 0;
        });
        if (!found) {
            throw new IllegalStateException("none of " + endpoints() + " leads");
        }
        return leader[0];
    }

    /**
     * Waits until all running members are healthy.
     *
     * @throws EtcdStartFailed with a log, if one is not by then
     */
    public void awaitHealthy(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (EtcdMember member : members) {
            member.awaitHealthy(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
    }

    /**
     * Runs this version's {@code etcdctl} with the certificates it takes, against all members unless
     * {@code args} name others by {@code --endpoints=}.
     *
     * @param args a command and its arguments, and further flags such as {@code --user=root:pw}
     * @throws IllegalStateException if it does not end within 30 s
     */
    public CommandResult etcdctl(String... args) {
        List<String> command = new ArrayList<>();
        // Given twice, the flag would mean all of them.
        if (Stream.of(args).noneMatch(arg -> arg.startsWith("--endpoints="))) {
            command.add("--endpoints=" + String.join(",", endpoints()));
        }
        settings.tls().ifPresent(tls -> {
            command.add("--cacert=" + tls.certificates().ca());
            if (tls.clientCertificates()) {
                command.add("--cert=" + tls.certificates().client().certificate());
                command.add("--key=" + tls.certificates().client().key());
            }
        });
        command.addAll(List.of(args));
        return binaries.runEtcdctl(command);
    }

    /**
     * One more member, not yet started. Add its {@link Newcomer#peerUrl} to the cluster first, or it finds that it does not belong.
     * One at a time can join. It ends with this, if it is not closed before.
     */
    public Newcomer newcomer() {
        Addresses own = Addresses.take(settings.tls().isPresent(), 1);
        Addresses all = addresses.plus(own);
        String name = all.name(all.members() - 1) + "-" + newcomers.size();
        Path data = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of(binaries.etcd().toString()));
        command.addAll(new CommandLine(settings, version()).joining(all, data, signingKeys));
        EtcdMember member = new EtcdMember(
                own.clientUrl(0),
                List.copyOf(command),
                data,
                folder.resolve(name + ".log"),
                new HttpProbe(settings.tls()));
        Newcomer newcomer = new Newcomer(own, member);
        newcomers.add(newcomer);
        return newcomer;
    }

    /** Makes the user {@code root} with the given password and switches authentication on. */
    public void enableAuth(String rootPassword) {
        etcdctl("user", "add", "root:" + rootPassword).orThrow();
        etcdctl("role", "add", "root").orThrow();
        etcdctl("user", "grant-role", "root", "root").orThrow();
        etcdctl("auth", "enable").orThrow();
    }

    /** Kills all members and deletes their data. Takes milliseconds; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        newcomers.forEach(Newcomer::close);
        members.forEach(EtcdMember::kill);
        addresses.release();
        Scratch.delete(folder);
    }

    @Override
    public String toString() {
        return "etcd " + version() + " at " + endpoints();
    }
}
