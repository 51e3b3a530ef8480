package dev.tercet.embedded.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest.FilterType;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.proto.mvccpb.Event.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many watches of all kinds, on clients of all speeds, against the list of all that happened. */
class RandomWatchTest {
    private static final int STEPS = 3000;
    private static final String[] KEYS = {"a", "a1", "a2", "b", "b1", "c"};

    private final Rig rig = new Rig();
    private final List<Event> happened = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final Map<Client, List<Asked>> asked = new HashMap<>();
    private final Set<Long> compacted = new HashSet<>();
    private boolean compacts;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void eachHearsAllOfItsOwnOnceAndInOrder(long seed) {
        play(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void orIsToldThatItWasOvertakenByCompaction(long seed) {
        compacts = true;
        play(seed);
    }

    private void play(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        rig.store.onCommit((revision, changes) -> changes.forEach(change -> happened.add(
                new Interest(KeyInterval.of(change.kv().getKey()), true, true, true).event(change, true))));
        rig.watching.fragmentAbove(200);
        for (int i = 0; i < 8; i++) {
            clients.add(rig.client());
            asked.put(clients.get(i), new ArrayList<>());
        }
        for (int i = 0; i < STEPS; i++) {
            step(random);
        }
        rig.watching.release();
        clients.forEach(client -> client.room(Integer.MAX_VALUE));
        rig.run();
        clients.forEach(client -> check(client, "seed " + seed));
    }

    private void step(SplittableRandom random) {
        Client client = clients.get(random.nextInt(clients.size()));
        switch (random.nextInt(20)) {
            case 0 -> create(client, random);
            case 1, 2, 3, 4 -> client.outlet.room = random.nextInt(3);
            case 5, 6, 7 -> client.room(random.nextInt(40));
            case 8 -> {
                client.progress();
                maybeCompact(random);
            }
            case 9 -> rig.watching.release();
            case 10 -> {
                if (random.nextInt(10) == 0) {
                    rig.watching.hold();
                }
            }
            case 11, 12 -> rig.delete(KEYS[random.nextInt(KEYS.length)]);
            case 13, 14 -> {
                Runnable task = rig.loop.poll();
                if (task != null) {
                    task.run();
                }
            }
            default -> rig.put("" + random.nextInt(100), KEYS[random.nextInt(3)], KEYS[3 + random.nextInt(3)]);
        }
    }

    private void maybeCompact(SplittableRandom random) {
        long from = Math.max(1, rig.store.compactRevision() + 1);
        if (compacts && from < rig.store.revision() && random.nextInt(10) == 0) {
            long revision = random.nextLong(from, rig.store.revision() + 1);
            rig.compact(revision);
            compacted.add(revision);
        }
    }

    private void create(Client client, SplittableRandom random) {
        String what = random.nextInt(3) == 0 ? "*" : KEYS[random.nextInt(KEYS.length)];
        WatchCreateRequest.Builder request =
                Client.watch(random.nextBoolean() ? what : what.charAt(0) + (what.equals("*") ? "" : "*"));
        long now = rig.store.revision();
        long start = switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> random.nextLong(1, now + 1);
            default -> random.nextLong(Math.max(1, now - 5), now + 50);
        };
        request.setStartRevision(start).setPrevKv(random.nextBoolean()).setFragment(random.nextBoolean());
        if (random.nextInt(4) == 0) {
            request.addFilters(random.nextBoolean() ? FilterType.NOPUT : FilterType.NODELETE);
        }
        List<Asked> mine = asked.get(client);
        mine.add(new Asked(request.build(), start == 0 ? now + 1 : start));
        client.create(request);
    }

    private void check(Client client, String seed) {
        List<Asked> mine = asked.get(client);
        Map<Long, List<Event>> heard = new HashMap<>();
        Map<Long, Long> known = new HashMap<>();
        Map<Long, Long> torn = new HashMap<>();
        Map<Long, Long> overtaken = new HashMap<>();
        int created = 0;
        for (WatchMessage message : client.outlet.messages) {
            long id = message.watchId();
            if (message.created()) {
                assertThat(id).as(seed).isEqualTo(created++);
                heard.put(id, new ArrayList<>());
                continue;
            }
            if (message.canceled()) {
                assertThat(compacted).as(seed).contains(message.compactRevision());
                assertThat(torn).as(seed).doesNotContainKey(id);
                overtaken.put(id, message.compactRevision());
                continue;
            }
            assertThat(overtaken).as(seed).doesNotContainKey(id);
            if (id == WatchMessage.NO_WATCH) {
                known.keySet().forEach(each -> known.put(each, message.header().getRevision()));
                heard.keySet().forEach(each -> known.put(each, message.header().getRevision()));
                continue;
            }
            List<Event> events = message.events().events();
            long first = events.get(0).getKv().getModRevision();
            long last = events.get(events.size() - 1).getKv().getModRevision();
            // Nothing comes again of a revision, except in fragments of one message, or after progress was reported
            // past it.
            if (!torn.containsKey(id)) {
                assertThat(first).as(seed).isGreaterThan(known.getOrDefault(id, 0L));
            }
            assertThat(message.header().getRevision()).as(seed).isGreaterThanOrEqualTo(last);
            if (message.fragment()) {
                torn.put(id, last);
            } else {
                torn.remove(id);
            }
            known.put(id, last);
            heard.get(id).addAll(events);
        }
        assertThat(torn).as(seed).isEmpty();
        assertThat(created).as(seed).isEqualTo(mine.size());
        for (int id = 0; id < mine.size(); id++) {
            String who = seed + ", watch " + mine.get(id);
            List<Event> expected = known(mine.get(id).of(happened));
            List<Event> got = known(heard.getOrDefault((long) id, List.of()));
            Long end = overtaken.get((long) id);
            if (end == null) {
                assertThat(got).as(who).isEqualTo(expected);
            } else {
                assertThat(got).as(who).isEqualTo(expected.subList(0, got.size()));
                long next = got.isEmpty()
                        ? mine.get(id).from
                        : got.get(got.size() - 1).getKv().getModRevision() + 1;
                assertThat(next).as(who).isLessThan(end);
            }
        }
    }

    /** Without what was before a revision at which the store was compacted: it depends on the moment. */
    private List<Event> known(List<Event> events) {
        return events.stream()
                .map(event -> compacted.contains(event.getKv().getModRevision())
                        ? event.toBuilder().clearPrevKv().build()
                        : event)
                .toList();
    }

    private record Asked(WatchCreateRequest request, long from) {
        List<Event> of(List<Event> all) {
            Interest interest = Interest.of(request);
            FilterType filter = request.getFiltersCount() == 0 ? null : request.getFilters(0);
            return all.stream()
                    .filter(event -> event.getKv().getModRevision() >= from)
                    .filter(event -> interest.keys().contains(event.getKv().getKey()))
                    .filter(event ->
                            filter != (event.getType() == EventType.PUT ? FilterType.NOPUT : FilterType.NODELETE))
                    .map(event -> request.getPrevKv()
                            ? event
                            : event.toBuilder().clearPrevKv().build())
                    .toList();
        }
    }
}
