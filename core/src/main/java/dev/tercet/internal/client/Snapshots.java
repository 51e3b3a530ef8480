package dev.tercet.internal.client;

import dev.tercet.internal.call.Calls;
import dev.tercet.internal.snapshot.SnapshotDownload;
import dev.tercet.maintenance.SnapshotSaved;
import java.nio.file.Path;

/** Snapshots as both views of maintenance take them. */
final class Snapshots {
    private Snapshots() {}

    static Chain<SnapshotSaved> save(Calls calls, View view, Path file) {
        Chain<SnapshotSaved> saved = new Chain<>();
        saved.under(SnapshotDownload.start(
                calls, view.scheduler(), view.callbacks(), view.options().timeout(), file, saved::end));
        return saved;
    }
}
