package dev.tercet.embedded.internal.front.http;

import dev.tercet.embedded.internal.front.call.CallCounts;
import dev.tercet.embedded.internal.vitals.Vitals;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpMethod;
import io.grpc.netty.shaded.io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What etcd answers on its client port outside the gateway. */
final class Pages {
    private final Supplier<Vitals> vitals;
    private final MetricsPage metrics;
    private final Map<String, Supplier<Optional<String>>> live = new LinkedHashMap<>();
    private final Map<String, Supplier<Optional<String>>> ready = new LinkedHashMap<>();

    Pages(Supplier<Vitals> vitals, CallCounts counts) {
        this.vitals = vitals;
        metrics = new MetricsPage(vitals, counts);
        live.put("serializable_read", Optional::empty);
        ready.put("data_corruption", this::corruption);
        ready.put("serializable_read", Optional::empty);
        ready.put("linearizable_read", this::leaderless);
        ready.put("non_learner", Optional::empty);
    }

    Page page(HttpMethod verb, QueryStringDecoder address) {
        String path = address.path();
        Map<String, List<String>> query = address.parameters();
        if (path.equals("/metrics")) {
            return metrics.page();
        }
        Optional<Page> page = switch (path) {
            case "/version" -> Optional.of(version());
            case "/health" -> Optional.of(health(query));
            default -> Checks.page(path, "/livez", live, query).or(() -> Checks.page(path, "/readyz", ready, query));
        };
        return page.map(found -> verb.equals(HttpMethod.GET) ? found : Page.WRONG_METHOD)
                .orElse(Page.NOT_FOUND);
    }

    private Page version() {
        Vitals now = vitals.get();
        String storage = now.storageVersion().isEmpty() ? "" : "\",\"storage\":\"" + now.storageVersion();
        return Page.of(
                "application/json",
                "{\"etcdserver\":\"" + now.version() + "\",\"etcdcluster\":\"" + now.clusterVersion() + storage
                        + "\"}");
    }

    private Page health(Map<String, List<String>> query) {
        Vitals now = vitals.get();
        List<String> alarms = new ArrayList<>(now.alarms());
        alarms.removeAll(query.getOrDefault("exclude", List.of()));
        boolean here = query.getOrDefault("serializable", List.of("")).get(0).equals("true");
        if (!alarms.isEmpty()) {
            return sick("ALARM " + alarms.get(0));
        }
        if (!here && !now.leader()) {
            return sick("RAFT NO LEADER");
        }
        return Page.of("text/plain; charset=utf-8", "{\"health\":\"true\",\"reason\":\"\"}");
    }

    private static Page sick(String reason) {
        return Page.plain(503, "{\"health\":\"false\",\"reason\":\"" + reason + "\"}\n");
    }

    private Optional<String> corruption() {
        return vitals.get().alarms().contains("CORRUPT") ? Optional.of("alarm activated: CORRUPT") : Optional.empty();
    }

    private Optional<String> leaderless() {
        return vitals.get().leader() ? Optional.empty() : Optional.of("etcdserver: no leader");
    }
}
