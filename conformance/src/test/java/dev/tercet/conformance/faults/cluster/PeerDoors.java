package dev.tercet.conformance.faults.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntToLongFunction;

/**
 * A proxy in front of each member's port for peers, which the others are told of in its place. Who comes in is known by the process
 * that holds the other end of the connection; where the system does not tell that, nobody can be parted.
 */
final class PeerDoors implements PeerNetwork {
    private final List<Integer> clientPorts;
    private final List<PeerDoor> doors;
    private final Set<List<Integer>> parted = ConcurrentHashMap.newKeySet();

    private PeerDoors(List<Integer> clientPorts, List<PeerDoor.Ports> peerPorts, SocketOwner owner) {
        this.clientPorts = clientPorts;
        List<PeerDoor> all = new ArrayList<>();
        for (int i = 0; i < peerPorts.size(); i++) {
            int index = i;
            all.add(new PeerDoor(peerPorts.get(i), owner, from -> parted.contains(List.of(from, index))));
        }
        this.doors = List.copyOf(all);
    }

    /** @param pids the process that a member is now */
    static PeerNetwork make(int members, IntToLongFunction pids) {
        // All at once, or one that only waits to be used would be found free again.
        List<Integer> ports = FreePorts.find(3 * members);
        List<PeerDoor.Ports> peers = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            peers.add(new PeerDoor.Ports(ports.get(members + i), ports.get(2 * members + i)));
        }
        return new PeerDoors(ports.subList(0, members), peers, new SocketOwner(members, pids));
    }

    @Override
    public String says() {
        return canCut() ? "proxies in front of the peers' ports" : "nothing: this system does not tell who calls";
    }

    @Override
    public boolean canCut() {
        return SocketOwner.isKnown();
    }

    @Override
    public String clientUrl(int member) {
        return "http://127.0.0.1:" + clientPorts.get(member);
    }

    @Override
    public String peerListenUrl(int member) {
        return "http://127.0.0.1:" + doors.get(member).target();
    }

    @Override
    public String peerUrl(int member) {
        return "http://127.0.0.1:" + doors.get(member).port();
    }

    @Override
    public List<String> prefix(int member) {
        return List.of();
    }

    @Override
    public void cut(int one, int other) {
        parted.add(List.of(one, other));
        parted.add(List.of(other, one));
    }

    @Override
    public void heal() {
        parted.clear();
        doors.forEach(PeerDoor::closeSpoilt);
    }

    @Override
    public void close() {
        doors.forEach(PeerDoor::close);
    }
}
