package dev.tercet.conformance.v2;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.kv.Compaction;
import dev.tercet.testkit.contract.Capability;
import dev.tercet.testkit.contract.ContractServer;
import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.ViewKind;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.V2Backend;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The v2 API over the v3 store.
 *
 * @param under the store, and the way to it
 */
record OverV3(ContractTarget under) implements V2Target {
    private static final Pattern WATCHERS = Pattern.compile("(?m)^etcd_debugging_mvcc_watcher_total (\\d+)");
    private static final Map<EtcdV2Client, EtcdClient> STORES = new ConcurrentHashMap<>();

    @Override
    public ViewKind view() {
        return under.view();
    }

    @Override
    public V2Backend backend() {
        return V2Backend.V3;
    }

    @Override
    public Optional<String> lacks(V2Capability capability) {
        return switch (capability) {
            case RAW_CALLS -> Optional.of("there is no v2 HTTP to call");
            case STORE_STATS -> Optional.of("the v3 store does not count what was done with keys");
            case SET_CREATES_ANEW -> Optional.of("a put of the v3 store leaves the revision of the creation as it was");
            case PAST_WITHOUT_KEY ->
                Optional.of("what was in a directory is known by its own end, which a key that never was has not");
            case DIRECTORY_UPDATES -> Optional.empty();
            case WATCH_COUNT -> under.lacks(Capability.METRICS);
            case USERS -> under.lacks(Capability.AUTH).or(() -> under.lacks(Capability.AUTH_STATUS));
            case CONNECTION_FAULTS -> under.lacks(Capability.CONNECTION_FAULTS);
            case MEMBER_FAULTS -> under.lacks(Capability.MEMBER_FAULTS);
        };
    }

    @Override
    public List<String> sharedEndpoints() {
        return under.sharedEndpoints();
    }

    @Override
    public V2Subject shared() {
        return Clients.of(this, () -> connect(sharedEndpoints(), Wish.NONE));
    }

    @Override
    public ContractServer start(UnaryOperator<EtcdSettings> change) {
        return under.start(change);
    }

    @Override
    public V2Subject connect(List<String> endpoints, Wish wish) {
        EtcdClientBuilder builder = under.builder().endpoints(endpoints);
        wish.timeout().ifPresent(builder::timeout);
        wish.user().ifPresent(user -> builder.credentials(user.name(), user.password()));
        EtcdClient store = builder.build();
        EtcdV2Client client = EtcdV2Client.over(store);
        STORES.put(client, store);
        return new V2Subject(client, view(), () -> {
            STORES.remove(client);
            store.close();
        });
    }

    @Override
    public void forgetEvents(V2Subject subject) {
        EtcdClient store = STORES.get(subject.client());
        store.kv()
                .compact(Compaction.at(store.kv().put("forgotten", "up to here").revision()));
    }

    @Override
    public long watches(V2Subject subject, ContractServer server) {
        Matcher matcher = WATCHERS.matcher(server.metrics(0));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    @Override
    public String toString() {
        return "v2 over " + under;
    }
}
