package dev.tercet.cli.doctor;

import dev.tercet.cli.cluster.EachEndpoint.Answer;
import dev.tercet.cli.output.Ids;
import dev.tercet.maintenance.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What members say, compared: versions, the leader, how far each is. */
final class Together {
    /** As many entries as etcd keeps for those who lag; beyond it they need a whole snapshot. */
    private static final long KEPT = 5_000;

    private static final long BEHIND = 1_000;

    private final Map<String, Status> statuses = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private Together() {}

    static List<Finding> look(List<Answer<Status>> answers) {
        Together all = new Together();
        answers.stream()
                .filter(answer -> answer.failure() == null)
                .forEach(answer -> all.statuses.put(answer.endpoint(), Objects.requireNonNull(answer.answer())));
        if (!all.statuses.isEmpty()) {
            all.version();
            all.leader();
            all.lag();
            all.errors();
        }
        return all.findings;
    }

    private void version() {
        Map<String, List<String>> by = statuses.entrySet().stream()
                .collect(Collectors.groupingBy(
                        each -> each.getValue().version(),
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        if (by.size() > 1) {
            findings.add(Finding.warn("version", "members have different versions: " + by));
        } else {
            findings.add(Finding.ok(
                    "version", "etcd " + statuses.values().iterator().next().version()));
        }
        for (String version : by.keySet()) {
            if (version.matches("(2|3\\.[0-4])\\..*")) {
                findings.add(Finding.warn(
                        "version", "etcd " + version + " is no longer looked after by its project: plan an upgrade"));
            }
        }
        statuses.forEach((endpoint, status) -> {
            if (!status.downgradeTarget().isEmpty()) {
                findings.add(Finding.warn(
                        "version", endpoint + ": a downgrade to " + status.downgradeTarget() + " is under way"));
            }
        });
    }

    private void leader() {
        Map<Long, List<String>> by = statuses.entrySet().stream()
                .collect(Collectors.groupingBy(
                        each -> each.getValue().leader(), Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        List<String> lost = by.remove(0L);
        if (lost != null) {
            findings.add(Finding.bad("leader", "no leader is known to " + lost));
        }
        if (by.size() > 1) {
            findings.add(Finding.bad(
                    "leader",
                    "members name different leaders: "
                            + by.entrySet().stream()
                                    .map(each -> Ids.member(each.getKey()) + " by " + each.getValue())
                                    .collect(Collectors.joining(", "))));
        } else if (lost == null) {
            findings.add(Finding.ok(
                    "leader", "all name " + Ids.member(by.keySet().iterator().next())));
        }
    }

    private void lag() {
        long furthest =
                statuses.values().stream().mapToLong(Status::raftIndex).max().orElse(0);
        long most = 0;
        for (Map.Entry<String, Status> each : statuses.entrySet()) {
            long lag = furthest - each.getValue().raftAppliedIndex();
            // Before 3.4 they do not say.
            if (each.getValue().raftAppliedIndex() == 0) {
                continue;
            }
            most = Math.max(most, lag);
            if (lag > BEHIND) {
                String text = each.getKey() + " is " + lag + " entries behind";
                findings.add(lag > KEPT ? Finding.bad("raft", text) : Finding.warn("raft", text));
            }
        }
        if (most <= BEHIND) {
            findings.add(Finding.ok("raft", "all within " + most + " entries of index " + furthest));
        }
    }

    /** Alarms are among them, and are told of for the whole cluster. */
    private void errors() {
        statuses.forEach((endpoint, status) -> status.errors().stream()
                .filter(error -> !error.contains(" alarm:"))
                .forEach(error -> findings.add(Finding.bad("errors", endpoint + ": " + error))));
    }
}
