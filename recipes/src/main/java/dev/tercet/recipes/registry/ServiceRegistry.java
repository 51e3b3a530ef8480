package dev.tercet.recipes.registry;

import dev.tercet.recipes.internal.flow.Await;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Which instances of which service there are.
 *
 * <pre>{@code
 * try (Registration here = session.register("mail", Endpoint.at("10.0.0.7:8080"))) {
 *     recipes.registry().list("mail").addresses();
 * }
 * }</pre>
 *
 * <p>Instances are registered on a session: {@code session.register(service, endpoint)}. What is stored is what Go's {@code
 * naming/endpoints} stores, so that its resolver finds what is registered here and the other way round. As there, everything below
 * {@code <service>/} is an instance of it: those of a service {@code a/b} are also instances of {@code a}.
 *
 * <p>Values that are no endpoints are left out, logged, and named in {@link ServiceList#unreadable()}.
 *
 * <p><b>Guarantee.</b> A list is of one revision, and linearizable. A watch begins with a list and tells every revision after it in
 * which an instance came, changed or went, in order and none twice; after a compaction it tells the difference. <b>Cost.</b> One round
 * trip for a list, two until a watch says its first. Nothing of it depends on a session, so none can be <b>lost</b>. <b>Keys.</b> Reads
 * {@code <service>/}.
 *
 * @see <a href="https://etcd.io/docs/v3.6/dev-guide/grpc_naming/">etcd: gRPC naming and discovery</a>
 * @since 0.1
 */
public interface ServiceRegistry {
    /** {@link #listAsync}, waiting for it. */
    default ServiceList list(String service) {
        return Await.on("list " + service, listAsync(service));
    }

    /**
     * The instances there are now.
     *
     * @param service not empty
     * @return fails as a read does
     */
    CompletableFuture<ServiceList> listAsync(String service);

    /** {@link #watchAsync}, waiting for it. */
    default ServiceWatch watch(String service, Consumer<? super ServiceChange> listener) {
        return Await.on("watch " + service, watchAsync(service, listener));
    }

    /**
     * Tells who is there, and then every change of it.
     *
     * @param service not empty
     * @param listener gets all of them first, also if there are none, and then each change; one at a time, on the client's callback
     *     executor; may block, and may use the client. If it throws, the watch ends
     * @return when the server has the watch, which is before the listener hears anything; fails as a read and as the opening of a watch
     *     does. Cancelling it closes the watch
     */
    CompletableFuture<ServiceWatch> watchAsync(String service, Consumer<? super ServiceChange> listener);
}
