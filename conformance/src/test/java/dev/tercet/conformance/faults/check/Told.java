package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.Act.Condition;
import dev.tercet.conformance.faults.history.Act.Expected;
import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.Seen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Histories as tests tell them, a call a line: {@code client began-ended act => end}.
 *
 * <pre>
 * a 0-10  put k v1                           => @2            done at revision 2
 * b 5-    put k v2 lease 7                   => ?             unknown; "!" is not applied, "..." is pending
 * a 20-30 get k                              => k=v1#2 @3     of revision 2, read at revision 3; "k=none" is not there
 * a 20-30 old k                              => k=v1#2 @2     the same, serializable
 * a 40-50 cas k #2 v3                        => no @3         if of revision 2; "=v1" is: if its value is v1
 * a 60-70 del k                              => @4
 * a 80-90 txn k#4 j=x ? put k v &amp; get j : get k => no k=none @4
 * </pre>
 */
final class Told {
    private Told() {}

    static List<Operation> history(String lines) {
        List<Operation> operations = new ArrayList<>();
        for (String line :
                lines.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
            operations.add(operation(operations.size() + 1, line));
        }
        return operations;
    }

    private static Operation operation(int id, String line) {
        String[] halves = line.split("=>", 2);
        List<String> words = words(halves[0]);
        String[] times = words.get(1).split("-", 2);
        long ended = times[1].isEmpty() ? Operation.NEVER : Long.parseLong(times[1]);
        Act act = act(words.subList(2, words.size()));
        return new Operation(id, words.get(0), Long.parseLong(times[0]), ended, act, end(words(halves[1])));
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.strip().split("\\s+"));
    }

    private static Act act(List<String> words) {
        if (words.get(0).equals("cas")) {
            return new Act.CompareAndSwap(words.get(1), expected(words.get(2)), words.get(3));
        }
        if (!words.get(0).equals("txn")) {
            return step(words);
        }
        String text = String.join(" ", words.subList(1, words.size()));
        String[] parts = text.split("\\?", 2);
        String[] branches = parts[1].split(":", 2);
        List<Condition> conditions = new ArrayList<>();
        for (String each : words(parts[0])) {
            int mark = each.indexOf('#') < 0 ? each.indexOf('=') : each.indexOf('#');
            if (mark > 0) {
                conditions.add(new Condition(each.substring(0, mark), expected(each.substring(mark))));
            }
        }
        return new Act.Txn(conditions, steps(branches[0]), branches.length == 1 ? List.of() : steps(branches[1]));
    }

    private static Expected expected(String text) {
        return text.startsWith("#")
                ? new Expected.OfRevision(Long.parseLong(text.substring(1)))
                : new Expected.OfValue(text.substring(1));
    }

    private static List<Act.Step> steps(String text) {
        List<Act.Step> steps = new ArrayList<>();
        for (String each : text.split("&")) {
            if (!each.isBlank()) {
                steps.add(step(words(each)));
            }
        }
        return steps;
    }

    private static Act.Step step(List<String> words) {
        return switch (words.get(0)) {
            case "get" -> new Act.Get(words.get(1));
            case "old" -> new Act.Get(words.get(1), true);
            case "del" -> new Act.Delete(words.get(1));
            case "put" -> new Act.Put(words.get(1), words.get(2), words.size() > 4 ? Long.parseLong(words.get(4)) : 0);
            default -> throw new IllegalArgumentException("no such act: " + words);
        };
    }

    private static End end(List<String> words) {
        switch (words.get(0)) {
            case "?" -> {
                return new End.Unknown("TIMEOUT", "no reply");
            }
            case "!" -> {
                return new End.NotApplied("UNAVAILABLE", "refused");
            }
            case "..." -> {
                return new End.Pending();
            }
            default -> {
                return returned(words);
            }
        }
    }

    private static End returned(List<String> words) {
        boolean succeeded = true;
        long revision = 0;
        List<Seen> seen = new ArrayList<>();
        for (String word : words) {
            if (word.equals("no")) {
                succeeded = false;
            } else if (word.startsWith("@")) {
                revision = Long.parseLong(word.substring(1));
            } else if (word.contains("=")) {
                seen.add(seen(word));
            }
        }
        return new End.Returned(revision, succeeded, seen);
    }

    private static Seen seen(String word) {
        String key = word.substring(0, word.indexOf('='));
        String value = word.substring(word.indexOf('=') + 1);
        if (value.equals("none")) {
            return Seen.absent(key);
        }
        int mark = value.indexOf('#');
        return mark < 0
                ? new Seen(key, value, 0, 0)
                : new Seen(key, value.substring(0, mark), Long.parseLong(value.substring(mark + 1)), 0);
    }
}
