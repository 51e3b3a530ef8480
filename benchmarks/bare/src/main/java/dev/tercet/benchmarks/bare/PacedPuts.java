package dev.tercet.benchmarks.bare;

import com.google.protobuf.UnsafeByteOperations;
import dev.tercet.benchmarks.Data;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.PutResponse;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Puts a thousand times a second, by the clock and not by the answers: a slow one is not waited for, and what came due meanwhile is
 * sent at once. Each value begins with the time at which it was sent.
 */
final class PacedPuts implements StreamObserver<PutResponse> {
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1) / 1000;

    private final KVGrpc.KVStub stub;
    private final byte[][] keys = Data.watchKeys();
    private final Outstanding outstanding = new Outstanding();
    private volatile @Nullable Thread thread;

    PacedPuts(KVGrpc.KVStub stub) {
        this.stub = stub;
    }

    void start() {
        Thread pace = new Thread(this::keepPace, "pace");
        thread = pace;
        pace.start();
    }

    /** Sends no more, and waits for those that were sent; throws if one of them failed: it had no event, and no latency. */
    void stop() throws Exception {
        Thread pace = thread;
        if (pace != null) {
            thread = null;
            pace.join();
        }
        outstanding.await();
    }

    private void keepPace() {
        long due = System.nanoTime();
        for (int next = 0; Thread.currentThread() == thread; next = (next + 1) % keys.length) {
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            outstanding.sending();
            stub.put(put(keys[next]), this);
            due += PAUSE;
        }
    }

    private static PutRequest put(byte[] key) {
        byte[] value = Data.value();
        ByteBuffer.wrap(value).putLong(System.nanoTime());
        return PutRequest.newBuilder()
                .setKey(UnsafeByteOperations.unsafeWrap(key))
                .setValue(UnsafeByteOperations.unsafeWrap(value))
                .build();
    }

    @Override
    public void onNext(PutResponse response) {}

    @Override
    public void onError(Throwable failure) {
        outstanding.failed(failure);
    }

    @Override
    public void onCompleted() {
        outstanding.ended();
    }
}
