package dev.tercet.cli.bench;

import dev.tercet.AsyncEtcdClient;
import dev.tercet.cli.error.CommandException;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/** What is done again and again while it is measured. Closing it gives back what it took, but for keys. */
interface Work extends AutoCloseable {
    /** Their names, with commas. */
    String NAMES = "put, get, range, txn-put, watch-latency, lease-keepalive";

    /**
     * Does it once.
     *
     * @param slot which of those that are under way at a time: none is under way twice
     * @param number how many were before
     */
    CompletableFuture<?> once(int slot, long number);

    @Override
    default void close() {}

    /** The same, one by one. */
    final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(NAMES.split(", ")).iterator();
        }
    }

    /** Whether the keys have to be there before. */
    static boolean reads(String name) {
        return name.equals("get") || name.equals("range");
    }

    /** Ends with wrong usage if there is no such work. */
    static void check(String name) {
        if (!List.of(NAMES.split(", ")).contains(name)) {
            throw CommandException.wrongUsage("there is no work '" + name + "': known are " + NAMES + ".");
        }
    }

    /** The work of this name. */
    static Work of(String name, BenchOptions options, List<AsyncEtcdClient> clients) {
        var value = options.value();
        return switch (name) {
            case "put" -> (slot, number) -> at(clients, slot).kv().put(options.key(number), value);
            case "get" -> (slot, number) -> at(clients, slot).kv().get(options.key(number));
            case "range" -> (slot, number) -> at(clients, slot).kv().get(Get.prefix(options.prefix()));
            case "txn-put" ->
                (slot, number) -> {
                    long first = number * options.operations();
                    List<Put> puts = LongStream.range(first, first + options.operations())
                            .mapToObj(each -> Put.of(options.key(each), value))
                            .toList();
                    return at(clients, slot).kv().txn(Txn.when(List.of()).then(puts));
                };
            case "watch-latency" -> new WatchLatency(options, clients);
            case "lease-keepalive" -> new LeaseRenewals(options.clients(), clients);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static AsyncEtcdClient at(List<AsyncEtcdClient> clients, int slot) {
        return clients.get(slot % clients.size());
    }
}
