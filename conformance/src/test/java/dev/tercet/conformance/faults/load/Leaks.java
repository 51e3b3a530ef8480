package dev.tercet.conformance.faults.load;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.lease.KeptLease;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.proxy.FaultProxy;
import dev.tercet.watch.WatchRequest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Something left open of every kind that is looked for, as a client with a mistake might; closing it mends it. */
final class Leaks {
    private static final int MANY = 15;
    private static final Duration TTL = Duration.ofSeconds(60);

    private final RealEtcd etcd;
    private final EtcdClient client;

    /** With a client of that server that is closed later than the leaks. */
    Leaks(RealEtcd etcd, EtcdClient client) {
        this.etcd = etcd;
        this.client = client;
    }

    AutoCloseable of(Kept kind) throws Exception {
        return switch (kind) {
            case HEAP -> held();
            case OURS, GRPC, SOCKETS, GOROUTINES, SERVER_FILES -> clients();
            case THREADS -> thread();
            case FILES -> files();
            case WATCHERS, STREAMS -> client.watches().open(WatchRequest.of("k"), signal -> {});
            case SLOW_WATCHERS -> unread();
            case CALLS -> waiting();
            case LEASES -> lease();
        };
    }

    /** Answers that somebody keeps, and more than what tests before this one leave to be collected meanwhile. */
    private static AutoCloseable held() {
        AtomicReference<byte[]> answers = new AtomicReference<>(new byte[64 << 20]);
        return () -> answers.set(new byte[0]);
    }

    private AutoCloseable clients() {
        Deque<AutoCloseable> all = new ArrayDeque<>();
        for (int i = 0; i < MANY; i++) {
            EtcdClient left = Wire.GRPC.connect(etcd.endpoints().get(0));
            all.add(left);
            left.kv().put("k", "v");
        }
        return closing(all);
    }

    private static AutoCloseable thread() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            running.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        running.await();
        return end::countDown;
    }

    private static AutoCloseable files() throws IOException {
        Deque<AutoCloseable> all = new ArrayDeque<>();
        Path file = Files.createTempFile("tercet-left-", "");
        all.add(() -> Files.delete(file));
        for (int i = 0; i < MANY; i++) {
            all.add(FileChannel.open(file, StandardOpenOption.READ));
        }
        return closing(all);
    }

    /** More than the server has room for on the way to somebody who reads nothing from the wire. */
    private AutoCloseable unread() {
        FaultProxy proxy = FaultProxy.inFrontOf(etcd.endpoints().get(0));
        EtcdClient reader = Wire.GRPC.connect(proxy.endpoint());
        reader.watches().open(WatchRequest.of("unread"));
        proxy.freeze();
        Bytes value = Bytes.wrap(new byte[32 << 10]);
        for (int i = 0; i < 400; i++) {
            client.kv().put(Bytes.of("unread"), value);
        }
        return () -> {
            reader.close();
            proxy.close();
        };
    }

    private AutoCloseable waiting() {
        long holder = client.leases().grant(TTL).id();
        long waiter = client.leases().grant(TTL).id();
        client.locks().lock("held", holder);
        var waiting = client.async().locks().lock("held", waiter);
        return () -> {
            waiting.cancel(true);
            client.leases().revoke(holder);
            client.leases().revoke(waiter);
        };
    }

    private AutoCloseable lease() {
        KeptLease lease = client.leases().keep(TTL);
        return lease::revoke;
    }

    private static AutoCloseable closing(Deque<AutoCloseable> all) {
        return () -> {
            while (!all.isEmpty()) {
                all.removeLast().close();
            }
        };
    }
}
