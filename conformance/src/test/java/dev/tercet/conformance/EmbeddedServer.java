package dev.tercet.conformance;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.testkit.contract.ContractServer;
import dev.tercet.testkit.etcd.CommandResult;
import dev.tercet.testkit.etcd.EtcdBinaries;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * An embedded etcd for one test.
 *
 * @param etcd it
 * @param endpoint where clients of the target find it
 */
record EmbeddedServer(EmbeddedEtcd etcd, String endpoint) implements ContractServer {
    @Override
    public List<String> endpoints() {
        return List.of(endpoint);
    }

    @Override
    public void enableAuth(String rootPassword) {
        try (EtcdClient client = etcd.client()) {
            client.auth().addUser("root", rootPassword);
            client.auth().addRole("root");
            client.auth().grantRole("root", "root");
            client.auth().enable();
        }
    }

    @Override
    public void kill(int member) {
        throw oneMember();
    }

    @Override
    public void restart(int member) {
        throw oneMember();
    }

    @Override
    public void pause(int member) {
        throw oneMember();
    }

    @Override
    public void resume(int member) {
        throw oneMember();
    }

    private static UnsupportedOperationException oneMember() {
        return new UnsupportedOperationException("an embedded etcd has one member, which lives as long as it does");
    }

    @Override
    public int leader() {
        return 0;
    }

    @Override
    public CommandResult etcdctl(String... args) {
        EtcdBinaries binaries = WhenUnavailable.fromEnvironment().obtain(() -> EtcdBinaries.find("newest"));
        List<String> command = new ArrayList<>(List.of("--endpoints=" + endpoint));
        command.addAll(List.of(args));
        return binaries.runEtcdctl(command);
    }

    @Override
    public String metrics(int member) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(endpoint + "/metrics")).build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for metrics", e);
        }
    }

    @Override
    public Newcomer newcomer() {
        throw oneMember();
    }

    @Override
    public void close() {
        EmbeddedTarget.forget(endpoint);
        etcd.close();
    }
}
