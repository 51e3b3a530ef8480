package dev.tercet.internal.client;

import dev.tercet.Maintenance;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.Outcome;
import dev.tercet.internal.call.Calls;
import dev.tercet.internal.schedule.CallbackThreads;
import dev.tercet.kv.Header;
import dev.tercet.maintenance.Alarm;
import dev.tercet.maintenance.AlarmType;
import dev.tercet.maintenance.Alarms;
import dev.tercet.maintenance.DowngradeAction;
import dev.tercet.maintenance.EndpointStatus;
import dev.tercet.maintenance.Hash;
import dev.tercet.maintenance.SnapshotSaved;
import dev.tercet.maintenance.Status;
import dev.tercet.spi.MaintenanceRpcs;
import dev.tercet.spi.engine.Waiting;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;

/** Maintenance over the engine, for callers who wait. */
public final class BlockingMaintenance implements Maintenance {
    private final View view;

    public BlockingMaintenance(View view) {
        this.view = view;
    }

    @Override
    public Maintenance with(CallOptions options) {
        return new BlockingMaintenance(view.with(options));
    }

    @Override
    public Status status() {
        return view.calls().await(MaintenanceRpcs.STATUS, MaintenanceRpcs.Ask.STATUS, view.options());
    }

    @Override
    public Status status(String endpoint) {
        return view.calls().at(endpoint).await(MaintenanceRpcs.STATUS, MaintenanceRpcs.Ask.STATUS, view.options());
    }

    @Override
    public List<EndpointStatus> statuses() {
        return Waiting.on("status", Outcome.NOT_APPLIED, () -> AllStatuses.ask(view));
    }

    @Override
    public Alarms alarms() {
        return view.calls()
                .await(
                        MaintenanceRpcs.ALARM,
                        new MaintenanceRpcs.AlarmAct(MaintenanceRpcs.AlarmAction.GET, 0, AlarmType.NONE),
                        view.options());
    }

    @Override
    public Alarms activate(Alarm alarm) {
        return view.calls()
                .await(
                        MaintenanceRpcs.ALARM,
                        new MaintenanceRpcs.AlarmAct(
                                MaintenanceRpcs.AlarmAction.ACTIVATE, alarm.memberId(), alarm.type()),
                        view.options());
    }

    @Override
    public Alarms disarm(Alarm alarm) {
        return view.calls()
                .await(
                        MaintenanceRpcs.ALARM,
                        new MaintenanceRpcs.AlarmAct(
                                MaintenanceRpcs.AlarmAction.DEACTIVATE, alarm.memberId(), alarm.type()),
                        view.options());
    }

    @Override
    public Header defragment(String endpoint) {
        return view.calls()
                .at(endpoint)
                .await(MaintenanceRpcs.DEFRAGMENT, MaintenanceRpcs.Ask.DEFRAGMENT, view.options());
    }

    @Override
    public Hash hash(String endpoint) {
        return view.calls().at(endpoint).await(MaintenanceRpcs.HASH, MaintenanceRpcs.Ask.HASH, view.options());
    }

    @Override
    public Hash hashKv(String endpoint, long revision) {
        return view.calls()
                .at(endpoint)
                .await(MaintenanceRpcs.HASH_KV, new MaintenanceRpcs.HashKv(Given.revision(revision)), view.options());
    }

    @Override
    public Header moveLeader(long targetId) {
        return Waiting.on("move the leader", Outcome.UNKNOWN, () -> LeaderMove.to(targetId, view));
    }

    @Override
    public SnapshotSaved snapshot(Path file) {
        return save(view.calls(), file);
    }

    @Override
    public SnapshotSaved snapshot(String endpoint, Path file) {
        return save(view.calls().at(endpoint), file);
    }

    private SnapshotSaved save(Calls calls, Path file) {
        // A callback may be what waits here, and hold the only thread of the callback executor.
        ThreadPoolExecutor writers = CallbackThreads.create();
        try {
            return Waiting.on("snapshot", Outcome.NOT_APPLIED, () -> Snapshots.save(calls, view, writers, file));
        } finally {
            writers.shutdown();
        }
    }

    @Override
    public String downgrade(DowngradeAction action, String version) {
        return view.calls()
                .await(MaintenanceRpcs.DOWNGRADE, new MaintenanceRpcs.Downgrade(action, version), view.options())
                .version();
    }
}
