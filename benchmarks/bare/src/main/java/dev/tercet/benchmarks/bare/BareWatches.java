package dev.tercet.benchmarks.bare;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.tercet.benchmarks.BenchClient;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import io.grpc.Channel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Many watches on one stream. */
final class BareWatches extends BareWatchStream {
    private final BenchClient.Events events;
    private final CountDownLatch missing;

    BareWatches(Channel channel, byte[][] keys, BenchClient.Events events) {
        super(channel, events::failed);
        this.events = events;
        missing = new CountDownLatch(keys.length);
        for (byte[] key : keys) {
            open(UnsafeByteOperations.unsafeWrap(key), ByteString.EMPTY);
        }
    }

    /** Waits until the server has all of them. */
    void await() throws Exception {
        if (!missing.await(20, TimeUnit.SECONDS)) {
            throw new TimeoutException(missing.getCount() + " watches were not created");
        }
    }

    @Override
    void take(WatchResponse response) {
        if (response.getCreated()) {
            missing.countDown();
        } else if (response.getEventsCount() > 0) {
            BareWatch.visit(response.getEventsList(), events);
        }
    }
}
