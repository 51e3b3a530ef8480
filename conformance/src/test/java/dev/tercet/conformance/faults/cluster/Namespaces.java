package dev.tercet.conformance.faults.cluster;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network namespace for each member, and one with the bridge between them, of which one line leads to us.
 *
 * <p>The bridge has a namespace to itself because there no firewall of the machine sees what passes. Two members are parted by
 * telling each the wrong hardware address for the other: packets go out and nobody takes them, as if a cable were cut behind the
 * switch, while everybody else is reached as before.
 */
final class Namespaces implements PeerNetwork {
    private static final String PREFIX = "tercet-";
    private static final String LINE_PREFIX = "tf";
    private static final String NOBODY = "02:00:5e:00:00:01";
    private static final int CLIENT_PORT = 2379;
    private static final int PEER_PORT = 2380;
    private static final int FIRST_HOST = 10;
    private static final int REACH_MILLIS = 2_000;
    private static final AtomicInteger MADE = new AtomicInteger();

    private final String name;
    private final String line;
    private final String subnet;
    private final Set<List<Integer>> parted = new HashSet<>();

    private Namespaces(String name, String line, String subnet) {
        this.name = name;
        this.line = line;
        this.subnet = subnet;
    }

    /** Namespaces for so many members; empty where this is not allowed or does not work, and nothing is left behind then. */
    static Optional<PeerNetwork> make(int members) {
        long pid = ProcessHandle.current().pid();
        int number = MADE.getAndIncrement();
        Namespaces made = new Namespaces(
                PREFIX + pid + "-" + number + "-", LINE_PREFIX + pid + "n" + number, freeSubnet((int) (pid + number)));
        try {
            sweep();
            made.build(members);
            if (made.isReached()) {
                return Optional.of(made);
            }
        } catch (IllegalStateException e) {
            // No rights, no tool or no such kernel: then it is done otherwise.
        }
        made.close();
        return Optional.empty();
    }

    private void build(int members) {
        String hub = name + "hub";
        ip("netns", "add", hub);
        ip("-n", hub, "link", "add", "br0", "type", "bridge");
        ip("-n", hub, "link", "set", "br0", "up");
        ip("link", "add", line, "type", "veth", "peer", "name", "us", "netns", hub);
        ip("-n", hub, "link", "set", "us", "master", "br0", "up");
        ip("addr", "add", subnet + ".1/24", "dev", line);
        ip("link", "set", line, "up");
        for (int i = 0; i < members; i++) {
            String own = name + i;
            ip("netns", "add", own);
            ip("-n", hub, "link", "add", "m" + i, "type", "veth", "peer", "name", "eth0", "netns", own);
            ip("-n", hub, "link", "set", "m" + i, "master", "br0", "up");
            ip("-n", own, "addr", "add", host(i) + "/24", "dev", "eth0");
            ip("-n", own, "link", "set", "eth0", "up");
            ip("-n", own, "link", "set", "lo", "up");
        }
    }

    /** Nobody listens there yet: to be refused is to have got there. */
    private boolean isReached() {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(host(0), CLIENT_PORT), REACH_MILLIS);
            return true;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String says() {
        return "network namespaces";
    }

    @Override
    public boolean canCut() {
        return true;
    }

    @Override
    public String clientUrl(int member) {
        return "http://" + host(member) + ":" + CLIENT_PORT;
    }

    @Override
    public String peerListenUrl(int member) {
        return peerUrl(member);
    }

    @Override
    public String peerUrl(int member) {
        return "http://" + host(member) + ":" + PEER_PORT;
    }

    @Override
    public List<String> prefix(int member) {
        return List.of("ip", "netns", "exec", name + member);
    }

    @Override
    public synchronized void cut(int one, int other) {
        for (List<Integer> way : List.of(List.of(one, other), List.of(other, one))) {
            parted.add(way);
            ip(
                    "-n",
                    name + way.get(0),
                    "neigh",
                    "replace",
                    host(way.get(1)),
                    "lladdr",
                    NOBODY,
                    "nud",
                    "permanent",
                    "dev",
                    "eth0");
        }
    }

    @Override
    public synchronized void heal() {
        for (List<Integer> way : List.copyOf(parted)) {
            Shell.attempt("ip", "-n", name + way.get(0), "neigh", "del", host(way.get(1)), "dev", "eth0");
            parted.remove(way);
        }
    }

    /** The line first: a namespace goes in its own time, and would keep it until then. */
    @Override
    public void close() {
        Shell.attempt("ip", "link", "del", line);
        names(name).forEach(each -> Shell.attempt("ip", "netns", "del", each));
    }

    private String host(int member) {
        return subnet + "." + (FIRST_HOST + member);
    }

    /** What a killed JVM has left. */
    private static void sweep() {
        for (String each : names(PREFIX)) {
            if (Owner.isGone(each, PREFIX)) {
                Shell.attempt("ip", "netns", "del", each);
            }
        }
        try {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                if (Owner.isGone(each.getName(), LINE_PREFIX)) {
                    Shell.attempt("ip", "link", "del", each.getName());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot list the network's interfaces", e);
        }
    }

    private static List<String> names(String prefix) {
        List<String> found = new ArrayList<>();
        try {
            // Each line is a name, and may go on with a number in parentheses.
            Shell.run("ip", "netns", "list")
                    .lines()
                    .map(each -> each.split(" ", 2)[0])
                    .filter(each -> each.startsWith(prefix))
                    .forEach(found::add);
        } catch (IllegalStateException e) {
            // Without the tool there are none.
        }
        return found;
    }

    /** One of the networks that are kept for measuring devices, with which no other machine is called. */
    private static String freeSubnet(int seed) {
        Set<String> taken = new HashSet<>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(InetAddress::getHostAddress)
                    .forEach(taken::add);
        } catch (IOException e) {
            throw new IllegalStateException("cannot list the network's interfaces", e);
        }
        for (int i = 0; ; i++) {
            String subnet = "198.18." + Math.floorMod(seed + i, 256);
            if (i == 256 || !taken.contains(subnet + ".1")) {
                return subnet;
            }
        }
    }

    private static void ip(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Shell.run(command.toArray(String[]::new));
    }
}
