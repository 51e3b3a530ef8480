package dev.tercet.testkit.etcd;

import dev.tercet.testkit.internal.LoopbackPorts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where the members of one cluster listen: two loopback ports for each. */
record Addresses(String scheme, List<Integer> clientPorts, List<Integer> peerPorts) {
    static Addresses take(boolean tls, int members) {
        List<Integer> clients = new ArrayList<>();
        List<Integer> peers = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            clients.add(LoopbackPorts.take());
            peers.add(LoopbackPorts.take());
        }
        return new Addresses(tls ? "https" : "http", List.copyOf(clients), List.copyOf(peers));
    }

    /** These and then those of one more member. */
    Addresses plus(Addresses newcomer) {
        List<Integer> clients = new ArrayList<>(clientPorts);
        List<Integer> peers = new ArrayList<>(peerPorts);
        clients.addAll(newcomer.clientPorts);
        peers.addAll(newcomer.peerPorts);
        return new Addresses(scheme, List.copyOf(clients), List.copyOf(peers));
    }

    void release() {
        LoopbackPorts.release(clientPorts);
        LoopbackPorts.release(peerPorts);
    }

    int members() {
        return clientPorts.size();
    }

    String name(int index) {
        return "m" + index;
    }

    String clientUrl(int index) {
        return scheme + "://127.0.0.1:" + clientPorts.get(index);
    }

    String peerUrl(int index) {
        return "http://127.0.0.1:" + peerPorts.get(index);
    }

    List<String> clientUrls() {
        return IntStream.range(0, members()).mapToObj(this::clientUrl).toList();
    }

    String initialCluster() {
        return IntStream.range(0, members())
                .mapToObj(i -> name(i) + "=" + peerUrl(i))
                .collect(Collectors.joining(","));
    }
}
