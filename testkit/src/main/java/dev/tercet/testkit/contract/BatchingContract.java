package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.Kv;
import dev.tercet.auth.Permission;
import dev.tercet.error.ErrorCode;
import dev.tercet.kv.Batching;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.watch.WatchRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Calls that go together are to each caller as if he had gone alone.
 *
 * @since 0.1
 */
public interface BatchingContract extends Contract {
    /** How many call at once. */
    int CALLERS = 48;

    /** Does all of it at once, on a thread each, and has the results. */
    private static <T> List<T> together(List<Callable<T>> works) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(works.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(works)) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    /** One transaction at a time, so that as many as can be go together. */
    private Kv batched() {
        return etcd().kv().batching(Batching.DEFAULT.withMaxInFlight(1));
    }

    @Test
    default void everyPutIsThereAtTheRevisionThatItsCallerWasTold() throws Exception {
        String prefix = fresh();
        Kv kv = batched();
        try (WatchProbe watch = new WatchProbe(etcd().watches().open(WatchRequest.prefix(prefix))).started()) {
            List<Callable<List<PutResult>>> works = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                String mine = prefix + caller + "/";
                works.add(() -> {
                    List<PutResult> puts = new ArrayList<>();
                    for (int i = 0; i < 5; i++) {
                        puts.add(kv.put(mine + i, "v" + i));
                        assertThat(kv.getString(mine + i)).contains("v" + i);
                    }
                    return puts;
                });
            }
            List<List<PutResult>> puts = together(works);
            for (int caller = 0; caller < CALLERS; caller++) {
                for (int i = 0; i < 5; i++) {
                    PutResult put = puts.get(caller).get(i);
                    KeyValue there = etcd().kv().get(prefix + caller + "/" + i).orElseThrow();
                    assertThat(there.modRevision()).isEqualTo(put.revision());
                    assertThat(there.version()).isEqualTo(1);
                    assertThat(put.header().clusterId()).isNotZero();
                    assertThat(put.header().memberId()).isNotZero();
                }
            }
            Set<String> heard = new HashSet<>();
            watch.events(CALLERS * 5).forEach(event -> heard.add(event.kv().keyText()));
            assertThat(heard).hasSize(CALLERS * 5);
        }
    }

    @Test
    default void aKeyThatAllWriteHasAVersionForEach() throws Exception {
        String key = fresh();
        Kv kv = batched();
        List<Callable<Long>> works = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            works.add(() -> kv.put(key, "v").revision());
        }
        assertThat(new HashSet<>(together(works))).hasSize(CALLERS);
        assertThat(etcd().kv().get(key).orElseThrow().version()).isEqualTo(CALLERS);
    }

    @Test
    default void eachHasHisOwnErrorAndNoOthers() throws Exception {
        String prefix = fresh();
        Kv kv = batched();
        List<Callable<Void>> works = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            String key = prefix + i;
            int kind = i % 4;
            works.add(() -> {
                switch (kind) {
                    case 0 ->
                        Expect.rejection(
                                ErrorCode.LEASE_NOT_FOUND,
                                () -> kv.put(Put.of(key, "v").withLease(4711)));
                    case 1 -> Expect.rejection(ErrorCode.KEY_NOT_FOUND, () -> kv.put(Put.keepingValue(key)));
                    case 2 -> assertThat(kv.delete(key).deleted()).isZero();
                    default -> assertThat(kv.put(key, "v").revision()).isPositive();
                }
                return null;
            });
        }
        together(works);
        assertThat(etcd().kv().get(Get.prefix(prefix).countOnly()).count()).isEqualTo(CALLERS / 4);
    }

    @Test
    default void whatOneMayNotWriteIsNoMatterOfWhatHeMay() throws Exception {
        requires(Capability.AUTH);
        try (ContractServer server = start(settings -> settings);
                Subject root = connect(server.endpoints(), builder -> builder.credentials("root", "pw"))) {
            server.enableAuth("pw");
            root.auth().addRole("writer");
            root.auth().grantPermission("writer", Permission.readWrite(KeyRange.prefix("open/")));
            root.auth().addUser("ann", "secret");
            root.auth().grantRole("ann", "writer");
            try (Subject ann = connect(server.endpoints(), builder -> builder.credentials("ann", "secret"))) {
                Kv kv = ann.kv().batching(Batching.DEFAULT.withMaxInFlight(1));
                List<Callable<Void>> works = new ArrayList<>();
                for (int i = 0; i < CALLERS; i++) {
                    String key = (i % 3 == 0 ? "closed/" : "open/") + i;
                    works.add(() -> {
                        if (key.startsWith("open/")) {
                            kv.put(key, "v");
                        } else {
                            Expect.rejection(ErrorCode.PERMISSION_DENIED, () -> kv.put(key, "v"));
                            Expect.rejection(ErrorCode.PERMISSION_DENIED, () -> kv.get(key));
                        }
                        return null;
                    });
                }
                together(works);
                assertThat(root.kv().get(Get.prefix("open/").countOnly()).count())
                        .isEqualTo(CALLERS - CALLERS / 3);
                assertThat(root.kv().get(Get.prefix("closed/").countOnly()).count())
                        .isZero();
            }
        }
    }
}
