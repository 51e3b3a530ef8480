package dev.tercet.grpc.resolver;

import dev.tercet.recipes.registry.ServiceList;
import dev.tercet.recipes.registry.ServiceRegistry;
import dev.tercet.recipes.registry.ServiceWatch;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.SynchronizationContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One channel's view of one service.
 *
 * <p>Threads: gRPC calls it in its synchronization context, and all fields are touched there alone. Lists come on the client's callback
 * executor, where hosts may be looked up, and from there go into the context.
 */
final class EtcdNameResolver extends NameResolver {
    private final ServiceRegistry registry;
    private final String service;
    private final SynchronizationContext context;
    private final @Nullable Executor offload;

    private @Nullable Listener2 listener;
    private @Nullable CompletableFuture<ServiceWatch> opening;
    private @Nullable ServiceWatch watch;
    private long told;
    private boolean shutdown;

    EtcdNameResolver(ServiceRegistry registry, String service, Args args) {
        this.registry = registry;
        this.service = service;
        this.context = args.getSynchronizationContext();
        this.offload = args.getOffloadExecutor();
    }

    @Override
    public String getServiceAuthority() {
        return Targets.authority(service);
    }

    @Override
    public void start(Listener2 channel) {
        listener = channel;
        open();
    }

    private void open() {
        if (opening != null || shutdown) {
            return;
        }
        CompletableFuture<ServiceWatch> next = registry.watchAsync(service, change -> resolve(change.now()));
        opening = next;
        next.whenComplete((opened, failure) -> context.execute(() -> {
            if (failure != null) {
                opening = null;
                tell(Status.UNAVAILABLE
                        .withDescription("etcd cannot be asked for service " + service)
                        .withCause(failure));
            } else if (shutdown) {
                opened.close();
            } else {
                watch = opened;
                opened.ended()
                        .thenAccept(end -> context.execute(() -> {
                            watch = null;
                            opening = null;
                            tell(Status.UNAVAILABLE
                                    .withDescription("the watch of service " + service + " has ended")
                                    .withCause(end.causeOrNull()));
                        }));
            }
        }));
    }

    /** Looks hosts up, which may block, and tells the channel. */
    private void resolve(ServiceList list) {
        List<EquivalentAddressGroup> groups = Addresses.of(list);
        context.execute(() -> {
            // Of two that were looked up at the same time the later list counts.
            if (list.revision() >= told) {
                told = list.revision();
                tell(list, groups);
            }
        });
    }

    private void tell(ServiceList list, List<EquivalentAddressGroup> groups) {
        int registered = list.instances().size() + list.unreadable().size();
        if (groups.isEmpty() && registered > 0) {
            tell(Status.UNAVAILABLE.withDescription("none of the " + registered + " instances of service " + service
                    + " has an address that can be used: what is wrong with them is in the log"));
        } else {
            tell(ResolutionResult.newBuilder()
                    .setAddressesOrError(StatusOr.fromValue(groups))
                    .build());
        }
    }

    private void tell(Status failure) {
        tell(ResolutionResult.newBuilder()
                .setAddressesOrError(StatusOr.fromStatus(failure))
                .build());
    }

    private void tell(ResolutionResult result) {
        Listener2 channel = listener;
        if (channel != null && !shutdown) {
            // What it answers is for resolvers that ask again by themselves: this one is asked to by the channel.
            channel.onResult2(result);
        }
    }

    @Override
    public void refresh() {
        ServiceWatch open = watch;
        if (open == null) {
            this.open();
            return;
        }
        // Who is there is known; where their hosts are may have changed.
        ServiceList list = open.current();
        Executor where = offload;
        if (where != null) {
            where.execute(() -> resolve(list));
        }
    }

    @Override
    public void shutdown() {
        shutdown = true;
        CompletableFuture<ServiceWatch> begun = opening;
        if (begun != null) {
            begun.cancel(true);
        }
        ServiceWatch open = watch;
        if (open != null) {
            open.close();
        }
    }
}
