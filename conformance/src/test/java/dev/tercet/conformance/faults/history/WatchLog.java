package dev.tercet.conformance.faults.history;

import dev.tercet.conformance.faults.history.WatchRecord.Heard;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A watch under way. */
public final class WatchLog {
    private final Recorder recorder;
    private final long id;
    private final String client;
    private final WatchRequest asked;
    private final Collection<Heard> heard = new ConcurrentLinkedQueue<>();
    private final long began;

    WatchLog(Recorder recorder, long id, String client, WatchRequest asked) {
        this.recorder = recorder;
        this.id = id;
        this.client = client;
        this.asked = asked;
        this.began = recorder.now();
    }

    /** It said this; to be called in the order of the signals. */
    public void heard(WatchSignal signal) {
        heard.add(new Heard(recorder.now(), signal));
    }

    WatchRecord record() {
        return new WatchRecord(id, client, began, asked, List.copyOf(heard));
    }
}
