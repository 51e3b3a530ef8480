package dev.tercet.conformance;

import dev.tercet.testkit.contract.ContractServer;
import dev.tercet.testkit.etcd.CommandResult;
import dev.tercet.testkit.etcd.RealEtcd;
import java.util.List;

/** A real etcd for one test. */
public record RealServer(RealEtcd etcd) implements ContractServer {
    @Override
    public List<String> endpoints() {
        return etcd.endpoints();
    }

    @Override
    public void enableAuth(String rootPassword) {
        etcd.enableAuth(rootPassword);
    }

    @Override
    public void kill(int member) {
        etcd.member(member).kill();
    }

    @Override
    public void restart(int member) {
        etcd.member(member).restart();
    }

    @Override
    public void pause(int member) {
        etcd.member(member).pause();
    }

    @Override
    public void resume(int member) {
        etcd.member(member).resume();
    }

    @Override
    public int leader() {
        return etcd.leaderIndex();
    }

    @Override
    public CommandResult etcdctl(String... args) {
        return etcd.etcdctl(args);
    }

    @Override
    public String metrics(int member) {
        return etcd.metrics(member);
    }

    @Override
    public Newcomer newcomer() {
        return new RealNewcomer(etcd.newcomer());
    }

    private record RealNewcomer(dev.tercet.testkit.etcd.Newcomer newcomer) implements Newcomer {
        @Override
        public String peerUrl() {
            return newcomer.peerUrl();
        }

        @Override
        public String endpoint() {
            return newcomer.member().endpoint();
        }

        @Override
        public void start() {
            newcomer.start();
        }

        @Override
        public void close() {
            newcomer.close();
        }
    }

    @Override
    public void close() {
        etcd.close();
    }
}
