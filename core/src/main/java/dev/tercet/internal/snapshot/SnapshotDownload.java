package dev.tercet.internal.snapshot;

import dev.tercet.error.ClientEtcdException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.internal.call.Calls;
import dev.tercet.internal.delivery.InOrder;
import dev.tercet.internal.schedule.Scheduler;
import dev.tercet.maintenance.SnapshotChunk;
import dev.tercet.maintenance.SnapshotSaved;
import dev.tercet.spi.MaintenanceRpcs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A snapshot on its way from the stream to a file.
 *
 * <p>Threads: all that touches the file, and every field below, is done by tasks in order on the callback executor; the I/O thread and
 * the timer only submit them. The stream is asked for the next part when the last one is written, so one part at most waits in
 * memory.
 */
public final class SnapshotDownload implements Calls.StreamResult<SnapshotChunk>, Calls.Cancellable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotDownload.class);

    private final Scheduler scheduler;
    private final Duration longestPause;
    private final Path target;
    private final Calls.Result<SnapshotSaved> result;
    private final InOrder steps;
    private final Checksum checksum = new Checksum();

    private @Nullable PartFile file;
    private Calls.@Nullable Stream stream;
    private Scheduler.@Nullable Timer idle;
    private long parts;
    private String version = "";
    private boolean over;

    private SnapshotDownload(
            Scheduler scheduler,
            Executor callbacks,
            Duration longestPause,
            Path target,
            Calls.Result<SnapshotSaved> result) {
        this.scheduler = scheduler;
        this.longestPause = longestPause;
        this.target = target;
        this.result = result;
        this.steps = new InOrder(callbacks);
    }

    /**
     * Starts it. The result comes on the callback executor, when no part of a failed one is left.
     *
     * @param calls at which endpoint
     * @param longestPause between two parts
     * @return the way to cancel it, after which no result comes
     */
    public static Calls.Cancellable start(
            Calls calls,
            Scheduler scheduler,
            Executor callbacks,
            Duration longestPause,
            Path target,
            Calls.Result<SnapshotSaved> result) {
        SnapshotDownload download = new SnapshotDownload(scheduler, callbacks, longestPause, target, result);
        download.steps.submit(() -> download.open(calls));
        return download;
    }

    private void open(Calls calls) {
        if (over) {
            return;
        }
        try {
            file = PartFile.beside(target);
        } catch (IOException e) {
            end(cannotWrite(e));
            return;
        }
        stream = calls.stream(MaintenanceRpcs.SNAPSHOT, MaintenanceRpcs.Ask.SNAPSHOT, false, this);
        // Afterwards, since with a client that is closing both end at once, and silence is not the reason.
        waitForNext();
    }

    private void waitForNext() {
        long expected = parts;
        // More than 292 years do not fit, and will not end either.
        long pause = Math.min(TimeUnit.NANOSECONDS.convert(longestPause), Long.MAX_VALUE / 2);
        idle = scheduler.schedule(pause, () -> steps.submit(() -> idleSince(expected)));
    }

    private void idleSince(long then) {
        if (!over && parts == then) {
            end(new EtcdTimeoutException(Details.of(
                    ErrorCode.TIMEOUT,
                    Outcome.NOT_APPLIED,
                    describe() + ": nothing came for " + longestPause + " after " + checksum.size() + " bytes")));
        }
    }

    @Override
    public void onMessage(SnapshotChunk chunk) {
        steps.submit(() -> write(chunk));
    }

    private void write(SnapshotChunk chunk) {
        PartFile to = file;
        if (over || to == null) {
            return;
        }
        parts++;
        cancelIdle();
        if (!chunk.version().isEmpty()) {
            version = chunk.version();
        }
        checksum.add(chunk.bytes().asByteBuffer());
        try {
            to.write(chunk.bytes().asByteBuffer());
        } catch (IOException e) {
            end(cannotWrite(e));
            return;
        }
        waitForNext();
        if (stream != null) {
            stream.request(1);
        }
    }

    @Override
    public void onEnd(@Nullable EtcdException failure) {
        steps.submit(() -> {
            if (!over && failure != null) {
                end(failure);
            } else if (!over) {
                finish();
            }
        });
    }

    private void finish() {
        Checksum.Verdict verdict = checksum.verify();
        if (!verdict.isRight()) {
            end(new ProtocolException(
                    Details.of(ErrorCode.PROTOCOL, Outcome.NOT_APPLIED, describe() + ": " + verdict.text())));
            return;
        }
        try {
            PartFile whole = file;
            if (whole != null) {
                whole.publish();
            }
        } catch (IOException e) {
            end(cannotWrite(e));
            return;
        }
        over = true;
        cancelIdle();
        result.done(new SnapshotSaved(target, checksum.size(), verdict.text(), version), null);
    }

    private void end(EtcdException failure) {
        giveUp();
        result.done(null, failure);
    }

    private void giveUp() {
        over = true;
        cancelIdle();
        if (stream != null) {
            stream.cancel();
        }
        PartFile partial = file;
        if (partial != null) {
            try {
                partial.discard();
            } catch (IOException e) {
                LOG.warn("the unfinished file beside {} could not be deleted", target, e);
            }
        }
    }

    private void cancelIdle() {
        if (idle != null) {
            idle.cancel();
        }
    }

    @Override
    public void cancel() {
        steps.submit(() -> {
            if (!over) {
                giveUp();
            }
        });
    }

    private EtcdException cannotWrite(IOException e) {
        // The JDK's own kinds say no more than a path; what is plain says all.
        String why = e.getClass() == IOException.class ? e.getMessage() : e.toString();
        return new ClientEtcdException(new Details(
                ErrorCode.CALLER,
                Outcome.NOT_APPLIED,
                describe() + ": the file cannot be written: " + why,
                "snapshot",
                null,
                e));
    }

    private String describe() {
        String endpoint = stream == null ? "" : stream.endpoint();
        return "snapshot to " + target + (endpoint.isEmpty() ? "" : " from " + endpoint);
    }
}
