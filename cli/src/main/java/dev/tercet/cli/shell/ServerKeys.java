package dev.tercet.cli.shell;

import dev.tercet.EtcdClient;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The keys of the server that begin with a text, a segment of their path further. However many there are, few are read, and a server that
 * is slow to answer is not waited for.
 */
final class ServerKeys implements Function<String, List<Suggestion>> {
    private static final Duration PATIENCE = Duration.ofMillis(700);
    private static final int AT_ONCE = 100;
    private static final int MOST = 200;
    private static final char BROKEN = '\ufffd';

    private final Supplier<EtcdClient> etcd;

    ServerKeys(Supplier<EtcdClient> etcd) {
        this.etcd = etcd;
    }

    @Override
    public List<Suggestion> apply(String begin) {
        List<Suggestion> found = new ArrayList<>();
        try {
            search(Bytes.of(begin), begin.length(), found);
        } catch (EtcdException e) {
            // Nobody asked for an answer: what was found until then is better than a message in the middle of a line.
            return found;
        }
        return found;
    }

    private void search(Bytes begin, int length, List<Suggestion> found) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        KeyRange all = KeyRange.prefix(begin);
        Bytes next = all.key();
        while (found.size() < MOST) {
            Duration left = Duration.ofNanos(until - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                return;
            }
            Get some = Get.of(new KeyRange(next, all.end()))
                    .keysOnly()
                    .serializable()
                    .limit(AT_ONCE);
            GetResult page = etcd.get().withTimeout(left).kv().get(some);
            for (KeyValue kv : page) {
                if (kv.key().compareTo(next) >= 0) {
                    next = take(kv.key(), length, found);
                }
            }
            if (!page.more() || !all.contains(next)) {
                return;
            }
        }
    }

    /**
     * Takes the segment of a key.
     *
     * @return the first key that is not in the same
     */
    private static Bytes take(Bytes key, int length, List<Suggestion> found) {
        String text = key.utf8();
        if (text.indexOf(BROKEN) >= 0) {
            return key.next();
        }
        int slash = text.indexOf('/', length);
        if (slash < 0) {
            found.add(Suggestion.of(text));
            return key.next();
        }
        String segment = text.substring(0, slash + 1);
        found.add(new Suggestion(segment, "", false));
        return KeyRange.endOfPrefix(Bytes.of(segment));
    }
}
