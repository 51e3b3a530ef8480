package dev.tercet.embedded.internal.front.http;

import dev.tercet.embedded.internal.front.call.CallCounts;
import dev.tercet.embedded.internal.front.call.CallCounts.OfMethod;
import dev.tercet.embedded.internal.status.CodeNames;
import dev.tercet.embedded.internal.vitals.Metric;
import dev.tercet.embedded.internal.vitals.Vitals;
import dev.tercet.spi.StatusCode;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Supplier;

/** Numbers in the text format of Prometheus, by the names that etcd has for them. */
final class MetricsPage {
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

    private final Supplier<Vitals> vitals;
    private final CallCounts counts;

    MetricsPage(Supplier<Vitals> vitals, CallCounts counts) {
        this.vitals = vitals;
        this.counts = counts;
    }

    Page page() {
        StringBuilder text = new StringBuilder();
        state(text, vitals.get());
        calls(text);
        return Page.of(TYPE, text.toString());
    }

    private static void state(StringBuilder text, Vitals vitals) {
        int leader = vitals.leader() ? 1 : 0;
        head(text, "etcd_server_has_leader", "gauge", "Whether or not a leader exists. 1 is existence, 0 is not.");
        line(text, "etcd_server_has_leader", leader);
        head(text, "etcd_server_is_leader", "gauge", "Whether or not this member is a leader. 1 if is, 0 otherwise.");
        line(text, "etcd_server_is_leader", leader);
        head(text, "etcd_server_is_learner", "gauge", "Whether or not this member is a learner. 1 if is, 0 otherwise.");
        line(text, "etcd_server_is_learner", 0);
        identity(text, "etcd_server_id", "server_id", Long.toHexString(vitals.memberId()));
        identity(text, "etcd_server_version", "server_version", vitals.version());
        identity(text, "etcd_cluster_version", "cluster_version", minor(vitals.clusterVersion()));
        for (Metric metric : Metric.values()) {
            head(text, metric.title(), kind(metric), metric.help());
            line(text, metric.title(), vitals.numbers().getOrDefault(metric, 0L));
        }
    }

    private static String kind(Metric metric) {
        return metric.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String minor(String version) {
        return version.substring(0, version.lastIndexOf('.'));
    }

    private void calls(StringBuilder text) {
        Collection<OfMethod> all = counts.all();
        head(text, "grpc_server_started_total", "counter", "Total number of RPCs started on the server.");
        all.forEach(method -> line(text, "grpc_server_started_total{" + labels(method) + "}", method.started()));
        head(
                text,
                "grpc_server_handled_total",
                "counter",
                "Total number of RPCs completed on the server, regardless of success or failure.");
        for (OfMethod method : all) {
            for (StatusCode code : StatusCode.values()) {
                String name =
                        "grpc_server_handled_total{grpc_code=\"" + CodeNames.inGo(code) + "\"," + labels(method) + "}";
                line(text, name, method.handled(code));
            }
        }
    }

    private static String labels(OfMethod method) {
        return "grpc_method=\"" + method.name() + "\",grpc_service=\"" + method.service() + "\",grpc_type=\""
                + method.type() + "\"";
    }

    private static void identity(StringBuilder text, String name, String label, String value) {
        head(text, name, "gauge", "1 for '" + label + "' label with the current one.");
        line(text, name + "{" + label + "=\"" + value + "\"}", 1);
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder text, String name, long value) {
        text.append(name).append(' ').append(value).append('\n');
    }
}
