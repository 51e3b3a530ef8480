package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.CodedInputStream;
import dev.tercet.proto.codec.WatchCodec;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.watch.WatchEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server has said to each watch, in protobuf's reading: whatever it did to its messages, nothing else may be told.
 *
 * <p>Whose an answer to a creation is follows from its turn alone. From where a server loses the order of a stream, the watches that
 * are created there may be told what belongs to another, and are not judged.
 */
final class Said {
    /** A window so small that numbers are read byte by byte: see {@link DecoderFuzz}. */
    private static final int SMALL = 8;

    private static final Pattern WHOSE = Pattern.compile("\"(?:watch_id|created|canceled)\":\"?[^\",}]*");

    private final Map<String, Set<WatchEvent>> own = new HashMap<>();
    /** In messages that bore another watch's id. */
    private final Set<WatchEvent> astray = new HashSet<>();

    private final Set<String> unjudged = new HashSet<>();
    private boolean allUnjudged;

    /** One stream of answers, with ids of its own. */
    static final class Stream {
        private final AtomicLong ids = new AtomicLong();
        private final Set<String> prefixes = new HashSet<>();
        private boolean mixedUp;

        long nextId() {
            return ids.getAndIncrement();
        }
    }

    /** These messages answer the creation of a watch, in protobuf or in what says the same. */
    synchronized void answered(Stream stream, String prefix, long id, List<byte[]> messages) {
        stream.prefixes.add(prefix);
        List<WatchResponse> creations = new ArrayList<>();
        for (byte[] each : messages) {
            WatchResponse message = read(each);
            if (message == null) {
                continue;
            }
            List<WatchEvent> events = WatchCodec.decode(message.getEventsList());
            boolean others = message.getWatchId() != id;
            own.computeIfAbsent(prefix, some -> new HashSet<>()).addAll(events);
            if (others) {
                astray.addAll(events);
            }
            if (DecoderFuzz.isTwice(each, WatchResponse.getDescriptor())) {
                // Of which protobuf makes one, and ours takes the last.
                unjudged.add(prefix);
                allUnjudged |= others;
            }
            if (message.getCreated()) {
                creations.add(message);
            }
        }
        stream.mixedUp |= !isInOrder(creations, id);
        if (stream.mixedUp) {
            unjudged.add(prefix);
        }
    }

    /** The same in JSON whose bytes were changed, so that nobody knows what it says, but maybe to whom. */
    synchronized void answered(Stream stream, String prefix, List<byte[]> meant, List<byte[]> bodies) {
        stream.prefixes.add(prefix);
        unjudged.add(prefix);
        if (!whose(meant).equals(whose(bodies))) {
            stream.mixedUp = true;
            unjudged.addAll(stream.prefixes);
        }
    }

    /** Whether a watch may tell an event. */
    synchronized Predicate<WatchEvent> to(String prefix) {
        if (!isJudged(prefix)) {
            return event -> true;
        }
        Set<WatchEvent> all = new HashSet<>(own.getOrDefault(prefix, Set.of()));
        all.addAll(astray);
        return all::contains;
    }

    /** Whether it may not tell just anything. */
    synchronized boolean isJudged(String prefix) {
        return !allUnjudged && !unjudged.contains(prefix);
    }

    /** These watches are over. */
    synchronized void clear() {
        own.clear();
        astray.clear();
        unjudged.clear();
        allUnjudged = false;
    }

    /** Once for each, or again with the same id, which is a repetition; but not if it ends, which would be the next one's turn. */
    private static boolean isInOrder(List<WatchResponse> creations, long id) {
        return !creations.isEmpty()
                && creations.stream().allMatch(each -> each.getWatchId() == id)
                && (creations.size() == 1 || creations.stream().noneMatch(WatchResponse::getCanceled));
    }

    private static @Nullable WatchResponse read(byte[] bytes) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(new ByteArrayInputStream(bytes), SMALL);
            WatchResponse message = WatchResponse.parseFrom(in);
            in.checkLastTagWas(0);
            return message;
        } catch (IOException e) {
            // Nobody can.
            return null;
        }
    }

    private static List<String> whose(List<byte[]> bodies) {
        return bodies.stream()
                .flatMap(body ->
                        WHOSE.matcher(new String(body, StandardCharsets.UTF_8)).results())
                .map(MatchResult::group)
                .toList();
    }
}
