package dev.tercet.cli.doctor;

import dev.tercet.cli.cluster.EachEndpoint;
import dev.tercet.cli.cluster.EachEndpoint.Answer;
import dev.tercet.cli.error.Telling;
import dev.tercet.cli.output.Ids;
import dev.tercet.cli.run.Cli;
import dev.tercet.cluster.Member;
import dev.tercet.cluster.Members;
import dev.tercet.connection.Endpoint;
import dev.tercet.error.EtcdException;
import dev.tercet.maintenance.Alarm;
import dev.tercet.maintenance.Alarms;
import dev.tercet.maintenance.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks everything, in an order that goes from the most to the least. */
final class Examination {
    private final Cli cli;
    private final Dates dates;
    private final Duration timeout;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, String> places = new LinkedHashMap<>();

    Examination(Cli cli, Dates dates, Duration timeout) {
        this.cli = cli;
        this.dates = dates;
        this.timeout = timeout;
    }

    List<Finding> all() {
        try (EachEndpoint named = EachEndpoint.of(cli, false)) {
            for (int i = 0; i < named.names().size(); i++) {
                places.put(named.names().get(i), named.urls().get(i));
            }
            List<Answer<Status>> answers = new ArrayList<>(ask(named));
            if (answers.stream().anyMatch(answer -> answer.failure() == null)) {
                members(answers);
            }
            findings.addAll(Together.look(answers));
            if (answers.stream().anyMatch(answer -> answer.failure() == null)) {
                alarms();
                auth();
            }
            each(named, answers);
        }
        return findings;
    }

    private List<Answer<Status>> ask(EachEndpoint endpoints) {
        List<Answer<Status>> answers =
                endpoints.ask((name, etcd, at) -> etcd.maintenance().status(at));
        for (Answer<Status> answer : answers) {
            if (answer.failure() != null) {
                findings.add(Finding.bad("endpoint", answer.endpoint() + ": " + Telling.of(answer.failure())));
            }
        }
        return answers;
    }

    /** All members, also those that no endpoint was given of. These are asked where they say that they listen. */
    private void members(List<Answer<Status>> answers) {
        List<Member> members;
        try {
            members = list().members();
        } catch (EtcdException e) {
            findings.add(Finding.bad("members", Telling.of(e)));
            return;
        }
        for (Member member : members) {
            if (!member.hasStarted()) {
                findings.add(Finding.warn("members", named(member) + " was added and has never started"));
            } else if (member.isLearner()) {
                findings.add(Finding.warn("members", named(member) + " is a learner: it has no vote until promoted"));
            }
        }
        List<Member> silent = members.stream()
                .filter(Member::hasStarted)
                .filter(member -> !ids(answers).contains(member.id()))
                .toList();
        List<String> urls =
                silent.stream().flatMap(member -> member.clientUrls().stream()).toList();
        if (!urls.isEmpty()) {
            try (EachEndpoint others = EachEndpoint.of(cli, urls)) {
                others.ask((name, etcd, at) -> etcd.maintenance().status(at)).stream()
                        .filter(answer -> answer.failure() == null)
                        .forEach(answer -> {
                            answers.add(answer);
                            places.put(answer.endpoint(), answer.endpoint());
                        });
            }
        }
        Set<Long> reached = ids(answers);
        for (Member member : silent) {
            if (!reached.contains(member.id())) {
                findings.add(Finding.bad("members", named(member) + " does not answer at " + member.clientUrls()));
            }
        }
        String text = reached.size() + " of " + members.size() + " answer";
        findings.add(reached.size() >= members.size() ? Finding.ok("members", text) : Finding.warn("members", text));
    }

    private Members list() {
        try {
            return cli.etcd().cluster().members();
        } catch (EtcdException e) {
            // Without a quorum, each still knows what it last heard.
            findings.add(Finding.bad("members", "no quorum: " + Telling.of(e)));
            return cli.etcd().cluster().membersLocally();
        }
    }

    private static Set<Long> ids(List<Answer<Status>> answers) {
        return answers.stream()
                .filter(answer -> answer.failure() == null)
                .map(answer -> Objects.requireNonNull(answer.answer()).header().memberId())
                .collect(Collectors.toSet());
    }

    private static String named(Member member) {
        return Ids.member(member.id()) + (member.hasStarted() ? " (" + member.name() + ")" : "");
    }

    private void alarms() {
        try {
            Alarms alarms = cli.etcd().maintenance().alarms();
            for (Alarm alarm : alarms) {
                findings.add(Finding.bad("alarms", alarm.type() + " at member " + Ids.member(alarm.memberId())));
            }
            if (alarms.alarms().isEmpty()) {
                findings.add(Finding.ok("alarms", "none"));
            }
        } catch (EtcdException e) {
            findings.add(Finding.warn("alarms", Telling.of(e)));
        }
    }

    private void auth() {
        try {
            boolean on = cli.etcd().auth().status().enabled();
            findings.add(Finding.ok("auth", on ? "on" : "off: whoever reaches a member may read and change all"));
        } catch (EtcdException e) {
            findings.add(Finding.warn("auth", Telling.of(e)));
        }
    }

    private void each(EachEndpoint named, List<Answer<Status>> answers) {
        for (Answer<Status> answer : answers) {
            if (answer.failure() == null) {
                findings.add(Database.look(answer.endpoint(), Objects.requireNonNull(answer.answer())));
            }
        }
        for (Answer<Latency> answer : named.ask((name, etcd, at) -> Latency.of(etcd, at))) {
            if (answer.failure() == null) {
                findings.add(Objects.requireNonNull(answer.answer()).finding(answer.endpoint()));
            }
        }
        places.forEach((name, url) -> look(name, url, answered(name, answers)));
    }

    private static boolean answered(String name, List<Answer<Status>> answers) {
        return answers.stream()
                .anyMatch(
                        answer -> answer.failure() == null && answer.endpoint().equals(name));
    }

    private void look(String name, String url, boolean answered) {
        if (cli.settings().isEmbedded()) {
            findings.add(Finding.ok("clock", name + ": ours, since it is in this process"));
            return;
        }
        Look look = Look.at(Endpoint.parse(url, false), timeout);
        findings.addAll(dates.certificates(name, look.certificates()));
        if (look.date() != 0) {
            findings.add(dates.clock(name, look.date()));
        } else if (answered) {
            // It may want a certificate, and this look shows none.
            findings.add(Finding.warn("clock", name + ": not looked at: " + look.failure()));
        }
    }
}
