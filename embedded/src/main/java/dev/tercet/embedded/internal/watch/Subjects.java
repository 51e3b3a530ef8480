package dev.tercet.embedded.internal.watch;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All that some live watch listens to, to be found by key: a commit looks at those only that have its keys. */
final class Subjects {
    private final Map<Interest, Subject> all = new HashMap<>();
    // Several of one interval differ in what else they want.
    private final Map<KeyInterval, List<Subject>> byInterval = new HashMap<>();
    private final Map<ByteString, List<Subject>> singles = new HashMap<>();
    private final IntervalTree<List<Subject>> ranges = new IntervalTree<>();

    void join(Watcher watcher) {
        Subject subject = all.computeIfAbsent(watcher.interest, this::open);
        subject.watchers().add(watcher);
        watcher.subject = subject;
    }

    void leave(Watcher watcher) {
        Subject subject = watcher.subject;
        watcher.subject = null;
        if (subject != null
                && subject.watchers().remove(watcher)
                && subject.watchers().isEmpty()) {
            close(subject);
        }
    }

    void matching(ByteString key, Consumer<Subject> each) {
        List<Subject> single = singles.get(key);
        if (single != null) {
            single.forEach(each);
        }
        ranges.containing(key, subjects -> subjects.forEach(each));
    }

    Collection<Subject> all() {
        return all.values();
    }

    private Subject open(Interest interest) {
        Subject subject = new Subject(interest);
        byInterval.computeIfAbsent(interest.keys(), this::index).add(subject);
        return subject;
    }

    private List<Subject> index(KeyInterval keys) {
        List<Subject> subjects = new ArrayList<>(1);
        if (keys.isSingle()) {
            singles.put(keys.key(), subjects);
        } else {
            ranges.put(keys, subjects);
        }
        return subjects;
    }

    private void close(Subject subject) {
        KeyInterval keys = subject.interest().keys();
        all.remove(subject.interest());
        List<Subject> subjects = byInterval.get(keys);
        if (subjects == null || !subjects.remove(subject) || !subjects.isEmpty()) {
            return;
        }
        byInterval.remove(keys);
        if (keys.isSingle()) {
            singles.remove(keys.key());
        } else {
            ranges.remove(keys);
        }
    }
}
