package dev.tercet.conformance.faults.work;

import dev.tercet.conformance.faults.cluster.Login;
import dev.tercet.conformance.faults.history.Glance;
import dev.tercet.conformance.faults.history.Recorder;
import dev.tercet.conformance.faults.nemesis.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks each member how it is, again and again, past every proxy and without a client of ours. */
final class Sentinel implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(250);

    /** The page of metrics is long. */
    private static final int METRICS_EVERY = 4;

    private static final Pattern TERM = Pattern.compile("\"raft_?[tT]erm\":\\s*\"?(\\d+)");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\\s*\"([^\"]+)\"");
    private static final Pattern COMPACTED = Pattern.compile("\netcd_debugging_mvcc_compact_revision (-?[0-9.e+]+)");

    private final Recorder recorder;
    private final Stage rests;

    /** One that asks nobody yet. */
    Sentinel(Recorder recorder) {
        this.recorder = recorder;
        this.rests = new Stage(recorder, 0);
    }

    /**
     * Asks from now on.
     *
     * @param login as whom, where it matters
     */
    void start(Crew crew, List<String> endpoints, Optional<Login> login) {
        for (int i = 0; i < endpoints.size(); i++) {
            Member member = new Member(i, endpoints.get(i), login);
            crew.start("sentinel-" + i, () -> {
                for (int count = 0; rests.rest(BETWEEN); count++) {
                    recorder.glance(member.glance(recorder, count % METRICS_EVERY == 0));
                }
            });
        }
    }

    /** One member, and the token that it gave. */
    private static final class Member {
        private final int index;
        private final String endpoint;
        private final Optional<Login> login;
        private String token = "";

        Member(int index, String endpoint, Optional<Login> login) {
            this.index = index;
            this.endpoint = endpoint;
            this.login = login;
        }

        Glance glance(Recorder recorder, boolean withMetrics) {
            long asked = recorder.now();
            boolean healthy = Page.get(endpoint + "/health")
                    .filter(page -> page.contains("\"true\""))
                    .isPresent();
            // Whoever does not answer that does not answer the rest.
            long term = healthy ? term() : 0;
            long compacted = healthy && withMetrics
                    ? compacted(Page.get(endpoint + "/metrics").orElse(""))
                    : -1;
            return new Glance(index, asked, recorder.now(), healthy, term, compacted);
        }

        private long term() {
            String status =
                    Page.ask(endpoint + "/v3/maintenance/status", "{}", token).orElse("");
            long term = Sentinel.term(status);
            if (term > 0 || login.isEmpty()) {
                return term;
            }
            // The token is void, or there was none; the answer to this has the term too.
            String body = "{\"name\":\"" + login.get().user() + "\",\"password\":\""
                    + login.get().password() + "\"}";
            String answer =
                    Page.ask(endpoint + "/v3/auth/authenticate", body, "").orElse("");
            Matcher given = TOKEN.matcher(answer);
            token = given.find() ? given.group(1) : "";
            return Sentinel.term(answer);
        }
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
