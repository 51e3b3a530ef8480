package dev.tercet.internal.client;

import dev.tercet.internal.call.Calls;
import dev.tercet.internal.snapshot.SnapshotDownload;
import dev.tercet.maintenance.SnapshotSaved;
import java.nio.file.Path;
import java.util.concurrent.Executor;

/** Snapshots as both views of maintenance take them. */
final class Snapshots {
    private Snapshots() {}

    /** Begins one, whose file is written by {@code writers}. */
    static Chain<SnapshotSaved> save(Calls calls, View view, Executor writers, Path file) {
        Chain<SnapshotSaved> saved = new Chain<>();
        saved.under(SnapshotDownload.start(
                calls, view.scheduler(), writers, view.options().timeout(), file, saved::end));
        return saved;
    }
}
