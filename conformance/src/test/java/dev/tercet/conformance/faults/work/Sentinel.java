package dev.tercet.conformance.faults.work;

import dev.tercet.conformance.faults.history.Glance;
import dev.tercet.conformance.faults.history.Recorder;
import dev.tercet.conformance.faults.nemesis.Page;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks each member how it is, again and again, past every proxy and without a client of ours. */
final class Sentinel implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(250);

    /** The page of metrics is long. */
    private static final int METRICS_EVERY = 4;

    private static final Pattern TERM = Pattern.compile("\"raftTerm\":\\s*\"?(\\d+)");
    private static final Pattern COMPACTED = Pattern.compile("\netcd_debugging_mvcc_compact_revision (-?[0-9.e+]+)");

    private final Recorder recorder;
    private final Stage rests;

    /** One that asks nobody yet. */
    Sentinel(Recorder recorder) {
        this.recorder = recorder;
        this.rests = new Stage(recorder, 0);
    }

    /** Asks from now on. */
    void start(Crew crew, List<String> endpoints) {
        for (int i = 0; i < endpoints.size(); i++) {
            int member = i;
            crew.start("sentinel-" + i, () -> {
                for (int count = 0; rests.rest(BETWEEN); count++) {
                    recorder.glance(glance(member, endpoints.get(member), count % METRICS_EVERY == 0));
                }
            });
        }
    }

    private Glance glance(int member, String endpoint, boolean withMetrics) {
        long asked = recorder.now();
        boolean healthy = Page.get(endpoint + "/health")
                .filter(page -> page.contains("\"true\""))
                .isPresent();
        // Whoever does not answer that does not answer the rest.
        String status = healthy
                ? Page.ask(endpoint + "/v3/maintenance/status", "{}", "").orElse("")
                : "";
        String metrics =
                healthy && withMetrics ? Page.get(endpoint + "/metrics").orElse("") : "";
        return new Glance(member, asked, recorder.now(), healthy, term(status), compacted(metrics));
    }

    static long term(String status) {
        Matcher term = TERM.matcher(status);
        return term.find() ? Long.parseLong(term.group(1)) : 0;
    }

    static long compacted(String metrics) {
        Matcher revision = COMPACTED.matcher(metrics);
        return revision.find() ? Math.max(0, (long) Double.parseDouble(revision.group(1))) : -1;
    }

    /** Asks no more. */
    @Override
    public void close() {
        rests.end();
    }
}
