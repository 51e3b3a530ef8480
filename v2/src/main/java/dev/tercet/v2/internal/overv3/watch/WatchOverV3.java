package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.EtcdClient;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.overv3.KeysRoom;
import dev.tercet.v2.internal.overv3.WatchRoom;
import dev.tercet.v2.internal.time.JdkTimer;
import dev.tercet.v2.internal.time.V2Timer;
import dev.tercet.v2.watch.V2Watch;
import java.time.InstantSource;

/** Watches over v3. */
public final class WatchOverV3 implements WatchRoom {
    private final EtcdClient etcd;
    private final KeysRoom keys;
    private final InstantSource time;
    private final V2Timer timer;

    /**
     * Over a client.
     *
     * @param keys reads again what was missed
     * @param time the time of day, to say when a time to live ends
     */
    public WatchOverV3(EtcdClient etcd, KeysRoom keys, InstantSource time) {
        this.etcd = etcd;
        this.keys = keys;
        this.time = time;
        this.timer = new JdkTimer(etcd.callbackExecutor());
    }

    @Override
    public EventSource watch(V2Watch watch, boolean recovers, EventSink sink) {
        WatchFeed feed = new WatchFeed(etcd, keys, new Errands(timer), watch, recovers, time, sink);
        feed.begin();
        return feed;
    }
}
