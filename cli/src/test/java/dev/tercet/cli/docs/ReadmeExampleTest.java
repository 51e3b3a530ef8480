package dev.tercet.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.lease.KeptLease;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's example; {@link SnippetsTest} sees to it that the two are the same. */
class ReadmeExampleTest {
    private final String endpoint = Server.endpoint();
    private final List<String> seen = new ArrayList<>();

    private void work() {
        seen.add("worked");
    }

    // The example goes on for ever, so it is ended here as a program would be.
    private void apply(WatchEvent event) {
        seen.add(event.keyText());
        Thread.currentThread().interrupt();
    }

    private void example() {
        try (EtcdClient etcd = EtcdClient.connect(endpoint)) {
            etcd.kv().put("greeting", "hello");
            System.out.println(etcd.kv().getString("greeting").orElseThrow());

            // Whoever comes first has the job.
            Txn claim = Txn.when(Compare.missing("jobs/7")).then(Put.of("jobs/7", "ann"));
            if (etcd.kv().txn(claim).succeeded()) {
                work();
            }

            try (KeptLease lease = etcd.leases().keep(Duration.ofSeconds(10))) {
                GetResult list = etcd.kv().get(Get.prefix("services/"));

                // There as long as we are, and ten seconds more at most.
                etcd.kv().put(Put.of("services/ann", "10.0.0.7:8080").withLease(lease.id()));

                // All changes after the list: none missed, none twice, whatever happens to connections and members.
                long next = list.revision() + 1;
                try (Watch watch =
                        etcd.watches().open(WatchRequest.prefix("services/").fromRevision(next))) {
                    for (WatchSignal signal : watch) {
                        if (signal instanceof WatchSignal.Change change) {
                            change.events().forEach(this::apply);
                        } else if (signal instanceof WatchSignal.Ended ended) {
                            ended.cause().ifPresent(why -> {
                                throw why;
                            });
                        }
                    }
                }
            }
        }
    }

    @Test
    void works() {
        try {
            assertThatThrownBy(this::example).isInstanceOf(InterruptedEtcdException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(seen).containsExactly("worked", "services/ann");
    }
}
