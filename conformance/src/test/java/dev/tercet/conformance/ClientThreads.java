package dev.tercet.conformance;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.watch.WatchRequest;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The threads that clients and proxies have of their own, by their names.
 *
 * <p>Tests run one after another, so what appears while a client is made is that client's.
 */
public final class ClientThreads {
    private static final Pattern OF_A_CALLBACK = Pattern.compile("tercet-callback-\\d+");
    private static final Pattern OURS =
            Pattern.compile("tercet-(timer|callback|proxy|embedded)-.*|HttpClient-\\d+-SelectorManager");
    private static final int CAN_BE_CLOSED = 21;
    private static final Set<String> SHARED = ConcurrentHashMap.newKeySet();

    private ClientThreads() {}

    /** Those that are alive, but for the shared clients', which stay until the JVM ends. */
    static Set<String> alive() {
        Set<String> alive = ours();
        alive.removeIf(
                name -> SHARED.stream().anyMatch(shared -> name.equals(shared) || name.startsWith(shared + "-")));
        return alive;
    }

    /** Until JDK 20, an HTTP client that nobody holds any more has its thread until it is collected. */
    static void collect() {
        if (Runtime.version().feature() < CAN_BE_CLOSED) {
            System.gc();
        }
    }

    /** Makes an HTTP client that is a test's own, and whose thread may stay. */
    public static <T> T testsOwn(Supplier<T> maker) {
        Set<String> before = ours();
        T made = maker.get();
        Set<String> its = ours();
        its.removeAll(before);
        SHARED.addAll(its);
        return made;
    }

    /** Starts a server whose threads may stay. They come when there is something to do, so some is done. */
    static <T> T keep(Supplier<T> start, Function<T, EmbeddedEtcd> etcd) {
        Set<String> before = ours();
        T started = start.get();
        try (EtcdClient client = etcd.apply(started).client()) {
            client.watches().open(WatchRequest.of("any"), signal -> {}).close();
        }
        Set<String> its = ours();
        its.removeAll(before);
        its.stream().filter(name -> name.startsWith("tercet-embedded-")).forEach(SHARED::add);
        return started;
    }

    /** Makes a client whose threads may stay. */
    static EtcdClient shared(Supplier<EtcdClient> maker) {
        return shared(maker, client -> client.async().kv().get("any"));
    }

    /**
     * Makes a client whose threads may stay.
     *
     * @param call any that goes well
     */
    public static <C> C shared(Supplier<C> maker, Function<C, CompletableFuture<?>> call) {
        Set<String> before = ours();
        C client = maker.get();
        // A transport that has a thread has it from the first call.
        SHARED.add(callbacksOf(client, call));
        Set<String> its = ours();
        its.removeAll(before);
        its.removeIf(name -> name.startsWith("tercet-callback-"));
        SHARED.addAll(its);
        return client;
    }

    /** How the names of its callback threads begin. They come when there is something to call, so one is asked. */
    private static <C> String callbacksOf(C client, Function<C, CompletableFuture<?>> call) {
        while (true) {
            String name = call.apply(client)
                    .thenApply(value -> Thread.currentThread().getName())
                    .join();
            Matcher matcher = OF_A_CALLBACK.matcher(name);
            // Or else the answer was there first, and this thread went on with it.
            if (matcher.lookingAt()) {
                return matcher.group();
            }
        }
    }

    private static Set<String> ours() {
        Set<String> names = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (OURS.matcher(thread.getName()).matches()) {
                names.add(thread.getName());
            }
        }
        return names;
    }
}
