package dev.tercet.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.CompactedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Plays a table against a machine: a line is {@code what happens -> what the machine wants done}, the latter separated by {@code
 * |} and empty for nothing. An event is {@code revision:key}.
 */
final class MachineScript {
    private final WatchMachine machine;
    private long now;
    private long room = Long.MAX_VALUE;
    private EtcdException refused = Samples.failure(ErrorCode.UNAUTHENTICATED);

    private MachineScript(WatchMachine machine) {
        this.machine = machine;
    }

    /** A watch from a revision, or from now on with 0. */
    static MachineScript from(long startRevision) {
        return new MachineScript(new WatchMachine(
                KeyRange.prefix("k"), startRevision, false, false, new OneCluster(), bound -> bound - 1));
    }

    /** The same, re-listing on compaction. */
    static MachineScript resyncingFrom(long startRevision) {
        return new MachineScript(new WatchMachine(
                KeyRange.prefix("k"), startRevision, true, false, new OneCluster(), bound -> bound - 1));
    }

    /** A range that is added to a watch whose servers are known. */
    static MachineScript joiningFrom(long startRevision) {
        return new MachineScript(new WatchMachine(
                KeyRange.prefix("k"), startRevision, false, true, new OneCluster(), bound -> bound - 1));
    }

    void play(String table) {
        for (String line : table.strip().lines().toList()) {
            String[] sides = line.split("->", -1);
            List<WatchEffect> effects = feed(sides[0].strip());
            assertThat(effects.stream().map(this::show).collect(Collectors.joining(" | ")))
                    .as(line)
                    .isEqualTo(sides[1].strip());
        }
    }

    private List<WatchEffect> feed(String input) {
        String verb = input.split(" ", 2)[0];
        String rest = input.substring(verb.length()).strip();
        return switch (verb) {
            case "begin" -> machine.begin();
            case "created" -> created(rest);
            case "events" -> machine.message(Parcel.of(events(rest), KeyRange.prefix("k")), room);
            case "fragment" -> machine.events(events(rest), true, room);
            case "mark" -> machine.mark(Long.parseLong(rest), false);
            case "answer" -> machine.mark(Long.parseLong(rest), true);
            case "compacted" -> machine.canceled(Long.parseLong(rest), "", now);
            case "canceled" -> machine.canceled(0, rest, now);
            case "ended" -> machine.lost(null, now);
            case "lost" -> machine.lost(Samples.failure(ErrorCode.valueOf(rest)), now);
            case "token" -> machine.tokenRefused(rest.equals("renewable"), refused);
            case "wait" -> {
                now += Duration.parse("PT" + rest).toNanos();
                yield List.of();
            }
            case "timeUp" -> machine.timeUp();
            case "page" -> machine.page(page(rest));
            case "unread" -> machine.readFailed(Samples.failure(ErrorCode.valueOf(rest)));
            case "room" -> {
                room = Long.parseLong(rest);
                yield List.of();
            }
            case "park" -> machine.park();
            case "unpark" -> machine.unpark();
            case "ask" -> machine.ask();
            case "stop" -> machine.stop();
            default -> throw new IllegalArgumentException(input);
        };
    }

    /** {@code revision [of cluster]}. */
    private List<WatchEffect> created(String text) {
        String[] words = text.split(" of ");
        long cluster = words.length == 1 ? Samples.header(0).clusterId() : Long.parseLong(words[1]);
        return machine.created(cluster, Long.parseLong(words[0]), now);
    }

    private static List<WatchEvent> events(String text) {
        return Arrays.stream(text.split(" ")).map(MachineScript::event).toList();
    }

    private static WatchEvent event(String text) {
        String[] parts = text.split(":");
        return Samples.put(parts[1], Long.parseLong(parts[0]));
    }

    /** {@code revision key… [more] [of cluster]}. */
    private static GetResult page(String text) {
        String[] sides = text.split(" of ");
        Header store = Samples.header(0);
        long cluster = sides.length == 1 ? store.clusterId() : Long.parseLong(sides[1]);
        List<String> words = List.of(sides[0].split(" "));
        long revision = Long.parseLong(words.get(0));
        boolean more = words.get(words.size() - 1).equals("more");
        List<KeyValue> kvs = words.subList(1, words.size() - (more ? 1 : 0)).stream()
                .map(key -> Samples.kv(key, revision))
                .toList();
        return new GetResult(new Header(cluster, store.memberId(), revision, store.raftTerm()), kvs, more, kvs.size());
    }

    private String show(WatchEffect effect) {
        if (effect instanceof WatchEffect.Open it) {
            return "open " + it.startRevision();
        } else if (effect instanceof WatchEffect.Close) {
            return "close";
        } else if (effect instanceof WatchEffect.Pause it) {
            return "pause " + it.nanos() / 1_000_000;
        } else if (effect instanceof WatchEffect.Read it) {
            return show(it.page());
        } else if (effect instanceof WatchEffect.RefuseToken it) {
            refused = it.cause();
            return "refuse token";
        } else if (effect instanceof WatchEffect.AskProgress) {
            return "ask";
        } else if (effect instanceof Parcel it) {
            return it.changes().stream().map(this::show).collect(Collectors.joining(" | "));
        }
        return show(((WatchEffect.Deliver) effect).signal());
    }

    private static String show(Get page) {
        return "read " + page.range().key().utf8() + (page.revision() == 0 ? "" : " at " + page.revision());
    }

    private static String show(WatchSignal signal) {
        if (signal instanceof WatchSignal.Started it) {
            return "Started " + it.revision();
        } else if (signal instanceof WatchSignal.Change it) {
            return "Change " + it.revision() + " "
                    + keys(it.events().stream().map(WatchEvent::key).toList());
        } else if (signal instanceof WatchSignal.Progress it) {
            return "Progress " + it.revision();
        } else if (signal instanceof WatchSignal.Interrupted it) {
            return "Interrupted " + it.cause().code();
        } else if (signal instanceof WatchSignal.Resumed it) {
            return "Resumed " + it.revision();
        } else if (signal instanceof WatchSignal.Resync it) {
            return "Resync " + it.revision() + " "
                    + keys(it.kvs().stream().map(KeyValue::key).toList());
        }
        EtcdException cause = ((WatchSignal.Ended) signal).cause().orElseThrow();
        return "Ended " + cause.code()
                + (cause instanceof CompactedException compacted ? " " + compacted.compactRevision() : "");
    }

    private static String keys(List<Bytes> keys) {
        return keys.stream().map(Bytes::utf8).collect(Collectors.joining(","));
    }
}
