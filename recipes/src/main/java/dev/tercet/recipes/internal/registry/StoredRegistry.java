package dev.tercet.recipes.internal.registry;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.registry.ServiceChange;
import dev.tercet.recipes.registry.ServiceInstance;
import dev.tercet.recipes.registry.ServiceList;
import dev.tercet.recipes.registry.ServiceRegistry;
import dev.tercet.recipes.registry.ServiceWatch;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry of a client. */
public final class StoredRegistry implements ServiceRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(StoredRegistry.class);

    private final EtcdClient etcd;

    /** The registry in this client's keys. */
    public StoredRegistry(EtcdClient etcd) {
        this.etcd = etcd;
    }

    @Override
    public CompletableFuture<ServiceList> listAsync(String service) {
        KeyRange range = KeyRange.prefix(ServiceInstance.prefix(service));
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(etcd.async().kv().get(Get.of(range)))
                        .thenApply(list ->
                                table(service).list(list.kvs(), list.revision()).now()));
    }

    @Override
    public CompletableFuture<ServiceWatch> watchAsync(String service, Consumer<? super ServiceChange> listener) {
        Objects.requireNonNull(listener, "listener");
        KeyRange range = KeyRange.prefix(ServiceInstance.prefix(service));
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(etcd.async().kv().get(Get.of(range)))
                        .thenCompose(list ->
                                open(task, range, list, new WatchedService.Telling(table(service), list, listener))),
                ServiceWatch::close);
    }

    private CompletableFuture<ServiceWatch> open(
            Task task, KeyRange range, GetResult list, WatchedService.Telling telling) {
        // From the revision after the list: nothing is missed in between, and nothing comes twice.
        WatchRequest request =
                WatchRequest.of(range).fromRevision(list.revision() + 1).resyncOnCompaction();
        Watch watch = etcd.async().watches().open(request, telling);
        CompletableFuture<Long> started = watch.started();
        started.whenComplete((revision, failure) -> {
            if (failure != null) {
                watch.close();
            }
        });
        return task.step(started).thenApply(revision -> new WatchedService(watch, telling));
    }

    private static ServiceTable table(String service) {
        return new ServiceTable(service, (key, why) -> LOG.warn("{} is left out of service {}: {}", key, service, why));
    }
}
