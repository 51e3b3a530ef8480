package dev.tercet.recipes.internal.registry;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.registry.Endpoint;
import dev.tercet.recipes.registry.ServiceChange;
import dev.tercet.recipes.registry.ServiceInstance;
import dev.tercet.recipes.registry.ServiceList;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The instances of a service as they are known, and what of them changes with each list and each revision. For one thread. */
final class ServiceTable {
    private final String service;
    private final BiConsumer<Bytes, String> unreadable;
    private final Map<Bytes, ServiceInstance> instances = new TreeMap<>();
    private final TreeSet<Bytes> unread = new TreeSet<>();
    private final List<ServiceInstance> put = new ArrayList<>();
    private final List<ServiceInstance> gone = new ArrayList<>();

    /**
     * A table of nothing yet.
     *
     * @param unreadable is told of keys whose values are no endpoints, and why
     */
    ServiceTable(String service, BiConsumer<Bytes, String> unreadable) {
        this.service = service;
        this.unreadable = unreadable;
    }

    /** All there is at a revision: the difference to what there was. */
    ServiceChange list(List<KeyValue> kvs, long revision) {
        TreeSet<Bytes> missing = new TreeSet<>(instances.keySet());
        missing.addAll(unread);
        for (KeyValue kv : kvs) {
            missing.remove(kv.key());
            put(kv);
        }
        missing.forEach(this::take);
        return change(revision);
    }

    /** What happened in a revision. */
    ServiceChange apply(List<WatchEvent> events, long revision) {
        for (WatchEvent event : events) {
            if (event.isPut()) {
                put(event.kv());
            } else {
                take(event.key());
            }
        }
        return change(revision);
    }

    private void put(KeyValue kv) {
        Endpoint endpoint;
        try {
            endpoint = Endpoint.ofJson(kv.value());
        } catch (IllegalArgumentException e) {
            // What it was before is no longer so: it is left out here as it is in a list.
            take(kv.key());
            unread.add(kv.key());
            unreadable.accept(kv.key(), String.valueOf(e.getMessage()));
            return;
        }
        unread.remove(kv.key());
        ServiceInstance instance =
                new ServiceInstance(service, kv.key(), endpoint, kv.lease(), kv.createRevision(), kv.modRevision());
        if (!instance.equals(instances.put(kv.key(), instance))) {
            put.add(instance);
        }
    }

    private void take(Bytes key) {
        unread.remove(key);
        @Nullable ServiceInstance before = instances.remove(key);
        if (before != null) {
            gone.add(before);
        }
    }

    private ServiceChange change(long revision) {
        ServiceList now = new ServiceList(service, revision, List.copyOf(instances.values()), List.copyOf(unread));
        ServiceChange change = new ServiceChange(now, List.copyOf(put), List.copyOf(gone));
        put.clear();
        gone.clear();
        return change;
    }
}
