package dev.tercet.internal.client;

import dev.tercet.AsyncMaintenance;
import dev.tercet.connection.CallOptions;
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
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Maintenance over the engine. */
public final class EngineMaintenance implements AsyncMaintenance {
    private final View view;

    public EngineMaintenance(View view) {
        this.view = view;
    }

    @Override
    public AsyncMaintenance with(CallOptions options) {
        return new EngineMaintenance(view.with(options));
    }

    @Override
    public CompletableFuture<Status> status() {
        return view.call(MaintenanceRpcs.STATUS, MaintenanceRpcs.Ask.STATUS, view.options());
    }

    @Override
    public CompletableFuture<Status> status(String endpoint) {
        return view.at(endpoint).call(MaintenanceRpcs.STATUS, MaintenanceRpcs.Ask.STATUS, view.options());
    }

    @Override
    public CompletableFuture<List<EndpointStatus>> statuses() {
        return Delivered.on(view.callbacks(), AllStatuses.ask(view));
    }

    @Override
    public CompletableFuture<Alarms> alarms() {
        return view.call(
                MaintenanceRpcs.ALARM,
                new MaintenanceRpcs.AlarmAct(MaintenanceRpcs.AlarmAction.GET, 0, AlarmType.NONE),
                view.options());
    }

    @Override
    public CompletableFuture<Alarms> activate(Alarm alarm) {
        return view.call(
                MaintenanceRpcs.ALARM,
                new MaintenanceRpcs.AlarmAct(MaintenanceRpcs.AlarmAction.ACTIVATE, alarm.memberId(), alarm.type()),
                view.options());
    }

    @Override
    public CompletableFuture<Alarms> disarm(Alarm alarm) {
        return view.call(
                MaintenanceRpcs.ALARM,
                new MaintenanceRpcs.AlarmAct(MaintenanceRpcs.AlarmAction.DEACTIVATE, alarm.memberId(), alarm.type()),
                view.options());
    }

    @Override
    public CompletableFuture<Header> defragment(String endpoint) {
        return view.at(endpoint).call(MaintenanceRpcs.DEFRAGMENT, MaintenanceRpcs.Ask.DEFRAGMENT, view.options());
    }

    @Override
    public CompletableFuture<Hash> hash(String endpoint) {
        return view.at(endpoint).call(MaintenanceRpcs.HASH, MaintenanceRpcs.Ask.HASH, view.options());
    }

    @Override
    public CompletableFuture<Hash> hashKv(String endpoint, long revision) {
        return view.at(endpoint)
                .call(MaintenanceRpcs.HASH_KV, new MaintenanceRpcs.HashKv(Given.revision(revision)), view.options());
    }

    @Override
    public CompletableFuture<Header> moveLeader(long targetId) {
        return Delivered.on(view.callbacks(), LeaderMove.to(targetId, view));
    }

    @Override
    public CompletableFuture<SnapshotSaved> snapshot(Path file) {
        return Delivered.on(
                view.callbacks(),
                Snapshots.save(view.calls(), view, view.callbacks().threads(), file));
    }

    @Override
    public CompletableFuture<SnapshotSaved> snapshot(String endpoint, Path file) {
        return Delivered.on(
                view.callbacks(),
                Snapshots.save(view.calls().at(endpoint), view, view.callbacks().threads(), file));
    }

    @Override
    public CompletableFuture<String> downgrade(DowngradeAction action, String version) {
        return Delivered.on(
                view.callbacks(),
                Chain.call(
                                view.calls(),
                                MaintenanceRpcs.DOWNGRADE,
                                new MaintenanceRpcs.Downgrade(action, version),
                                view.options())
                        .map(MaintenanceRpcs.Downgraded::version));
    }
}
