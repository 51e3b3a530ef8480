package dev.tercet.embedded.internal.server;

import dev.tercet.embedded.internal.lease.Lessor;
import dev.tercet.embedded.internal.maintenance.ClusterVersion;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.quota.Alarms;
import dev.tercet.embedded.internal.quota.Quota;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.RaftTerm;
import dev.tercet.embedded.internal.vitals.Metric;
import dev.tercet.embedded.internal.vitals.Vitals;
import dev.tercet.embedded.internal.watch.Watching;
import dev.tercet.proto.etcdserverpb.AlarmType;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Looks at the parts of a server, and tells how it is. */
final class VitalSigns {
    private final Apply apply;
    private final Identity identity;
    private final ClusterVersion version;
    private final Alarms alarms;
    private final RaftTerm term;
    private final Map<Metric, LongSupplier> numbers = new EnumMap<>(Metric.class);

    VitalSigns(Apply apply, Identity identity, ClusterVersion version, Alarms alarms, RaftTerm term) {
        this.apply = apply;
        this.identity = identity;
        this.version = version;
        this.alarms = alarms;
        this.term = term;
        numbers.put(Metric.LEADER_CHANGES, term::leaders);
    }

    VitalSigns of(Store store, Quota quota) {
        numbers.put(Metric.QUOTA, quota::limit);
        numbers.put(Metric.PUTS, store.operations()::puts);
        numbers.put(Metric.RANGES, store.operations()::ranges);
        numbers.put(Metric.DELETES, store.operations()::deletes);
        numbers.put(Metric.TXNS, store.operations()::txns);
        numbers.put(Metric.DB_SIZE, store::sizeInBytes);
        numbers.put(Metric.DB_SIZE_IN_USE, store::sizeInUse);
        numbers.put(Metric.KEYS, () -> store.count(KeyInterval.ALL, 0));
        numbers.put(Metric.REVISION, store::revision);
        numbers.put(Metric.COMPACT_REVISION, store::compactRevision);
        return this;
    }

    VitalSigns of(Lessor lessor) {
        numbers.put(Metric.LEASES_GRANTED, lessor::granted);
        numbers.put(Metric.LEASES_RENEWED, lessor::renewed);
        numbers.put(Metric.LEASES_REVOKED, lessor::revoked);
        return this;
    }

    VitalSigns of(Watching watching) {
        numbers.put(Metric.WATCH_STREAMS, watching::openStreams);
        numbers.put(Metric.WATCHERS, watching::openWatches);
        return this;
    }

    Vitals vitals() {
        return apply.step(() -> {
            Map<Metric, Long> values = new EnumMap<>(Metric.class);
            numbers.forEach((metric, number) -> values.put(metric, number.getAsLong()));
            return new Vitals(
                    identity.memberId(),
                    identity.version(),
                    version.cluster(),
                    version.storage(),
                    term.hasLeader(),
                    alarms.raised(AlarmType.NONE).stream()
                            .map(alarm -> alarm.getAlarm().name())
                            .toList(),
                    values);
        });
    }
}
