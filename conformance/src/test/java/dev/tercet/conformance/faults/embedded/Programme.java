package dev.tercet.conformance.faults.embedded;

import dev.tercet.conformance.faults.embedded.LockSteps.Wait;
import dev.tercet.conformance.faults.run.NoSuchCase;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.kv.KeyRange;
import dev.tercet.spi.StatusCode;
import dev.tercet.watch.WatchFilter;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What clients do and what is done to them, from a seed.
 *
 * @param auth whether they have to log in
 * @param shapes of the clients
 */
record Programme(long seed, boolean auth, List<SimClient.Shape> shapes, List<Numbered> steps) {
    private static final int LEAST = 20;
    private static final int MOST = 60;

    /**
     * A step.
     *
     * @param number by which it has its chance, whichever steps are left out before it
     * @param after how much is done of what can be done after it
     */
    record Numbered(int number, int after, Step step) {}

    /** The same with fewer steps. */
    Programme with(List<Numbered> fewer) {
        return new Programme(seed, auth, shapes, List.copyOf(fewer));
    }

    static Programme of(long seed) {
        return new Maker(seed).make();
    }

    /**
     * The one that {@link #asCase} names.
     *
     * @throws NoSuchCase if it names none, in words for whoever wrote it
     */
    static Programme ofCase(String text) {
        int colon = text.indexOf(':');
        try {
            Programme whole = of(Long.parseLong(colon < 0 ? text : text.substring(0, colon)));
            if (colon < 0) {
                return whole;
            }
            Set<Integer> numbers = Stream.of(text.substring(colon + 1).split(","))
                    .map(Integer::parseInt)
                    .collect(Collectors.toSet());
            List<Numbered> wanted = whole.steps.stream()
                    .filter(step -> numbers.contains(step.number()))
                    .toList();
            if (wanted.size() < numbers.size()) {
                throw new NoSuchCase("the programme of seed " + whole.seed + " has only " + whole.steps.size()
                        + " steps, and not " + text);
            }
            return whole.with(wanted);
        } catch (NumberFormatException e) {
            throw new NoSuchCase("a case is a seed, or 'seed:step,step', and not '" + text + "'");
        }
    }

    /** By which it can be had again: its seed, and those of its steps that are left. */
    String asCase() {
        return seed + ":"
                + steps.stream().map(step -> Integer.toString(step.number())).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("seed " + seed + (auth ? ", with authentication" : "") + ", clients: " + shapes);
        steps.forEach(each -> text.append("\n  ")
                .append(each.number())
                .append(": ")
                .append(each.step())
                .append(
                        each.after() == 0
                                ? ""
                                : each.after() > 100 ? "; all is done" : "; " + each.after() + " tasks are done"));
        return text.toString();
    }

    /** Makes one. Seeds that follow each other make programmes that have nothing in common. */
    private static final class Maker {
        private final long seed;
        private final Random random;
        private final boolean calm;
        private int values;

        Maker(long seed) {
            this.seed = seed;
            this.random = new Random(seed * 0x9E3779B97F4A7C15L);
            this.calm = chance(8);
        }

        Programme make() {
            boolean auth = chance(15);
            Duration timeout = Duration.ofMillis(500 + random.nextInt(2500));
            List<SimClient.Shape> shapes = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                shapes.add(new SimClient.Shape(chance(30), 1 + random.nextInt(2), timeout));
            }
            List<Numbered> steps = new ArrayList<>();
            int count = LEAST + random.nextInt(MOST - LEAST + 1);
            for (int i = 1; i <= count; i++) {
                int after = chance(40) ? Integer.MAX_VALUE : random.nextInt(4);
                steps.add(new Numbered(i, after, step()));
            }
            return new Programme(seed, auth, List.copyOf(shapes), List.copyOf(steps));
        }

        private boolean chance(int percent) {
            return random.nextInt(100) < percent;
        }

        private int client() {
            return random.nextInt(3);
        }

        private int some() {
            return random.nextInt(6);
        }

        private String key() {
            return KvSteps.PREFIX + random.nextInt(3);
        }

        private String other(String key) {
            return KvSteps.PREFIX + (key.charAt(key.length() - 1) - '0' + 1 + random.nextInt(2)) % 3;
        }

        private String value() {
            return "v" + ++values;
        }

        private Step step() {
            int roll = random.nextInt(100);
            if (roll < 36) {
                return keys();
            } else if (roll < 54) {
                return watches();
            } else if (roll < 60) {
                return leases();
            } else if (roll < 74) {
                return locks();
            } else if (roll < 84 || calm) {
                return chance(80) ? new FaultSteps.Pass(passing()) : new FaultSteps.Settle();
            }
            return faults();
        }

        private int passing() {
            return switch (random.nextInt(4)) {
                case 0 -> 1 + random.nextInt(20);
                case 1 -> random.nextInt(200);
                case 2 -> random.nextInt(2000);
                default -> random.nextInt(6000);
            };
        }

        private Step keys() {
            String key = key();
            return switch (random.nextInt(16)) {
                case 0, 1, 2 -> new KvSteps.PutKey(client(), key, value(), chance(30));
                case 3, 4 -> new KvSteps.GetKey(client(), key, chance(20));
                case 5, 6 -> new KvSteps.DeleteKey(client(), key);
                case 7, 8 -> new KvSteps.Swap(client(), key, value(), chance(30));
                case 9 -> new KvSteps.PutPair(client(), key, other(key), value());
                case 10 -> new KvSteps.Move(client(), key, other(key), value());
                case 11 -> new KvSteps.GetPair(client(), key, other(key));
                case 12 -> new KvSteps.GetAll(client());
                case 13 -> new KvSteps.PutOnLease(client(), key, value(), some());
                case 14 -> chance(50) ? new KvSteps.Compact(client(), random.nextInt(4)) : new KvSteps.GetAll(client());
                default -> new KvSteps.Cancel(random.nextInt(30));
            };
        }

        private Step watches() {
            return switch (random.nextInt(11)) {
                case 9 -> new CacheSteps.Open(client());
                case 10 -> new CacheSteps.CatchUp(some());
                case 0, 1, 2, 3 -> open();
                case 4 -> new WatchSteps.Close(some());
                case 5 -> new WatchSteps.AskProgress(some());
                default -> new WatchSteps.Read(some(), 1 + random.nextInt(5));
            };
        }

        private Step open() {
            WatchRequest asked = chance(60) ? WatchRequest.of(WatchSteps.all()) : WatchRequest.of(key());
            if (chance(15)) {
                KeyRange more = KeyRange.of("k/1");
                asked = asked.ranges().contains(more) ? asked : asked.and(more);
            }
            asked = chance(40) ? asked.withPrevious() : asked;
            asked = chance(15) ? asked.without(chance(50) ? WatchFilter.NO_PUT : WatchFilter.NO_DELETE) : asked;
            asked = chance(40) ? asked.resyncOnCompaction() : asked;
            asked = chance(20) ? asked.withProgress() : asked;
            asked = chance(10) ? asked.withoutLeader() : asked;
            asked = chance(10) ? asked.withoutFragments() : asked;
            boolean read = chance(35);
            asked = read && chance(60) ? asked.withBuffer(1 + random.nextInt(100)) : asked;
            WatchSteps.Since since = chance(50)
                    ? WatchSteps.Since.NOW
                    : WatchSteps.Since.values()[random.nextInt(WatchSteps.Since.values().length)];
            return new WatchSteps.Open(client(), asked, since, read);
        }

        private Step leases() {
            return switch (random.nextInt(6)) {
                case 5 -> new LeaseSteps.CloseClient(client());
                case 0, 1, 2 -> new LeaseSteps.Keep(client(), 2 + random.nextInt(6), "lease/" + ++values);
                case 3 -> new LeaseSteps.Revoke(some());
                default -> new LeaseSteps.Leave(some());
            };
        }

        private Step locks() {
            String name = "lock/" + random.nextInt(2);
            Wait wait = Wait.values()[random.nextInt(3)];
            return switch (random.nextInt(14)) {
                case 0, 1, 2 -> new LockSteps.OpenSession(client(), 2 + random.nextInt(6));
                case 3 -> new LockSteps.CloseSession(some());
                case 4, 5, 6 -> new LockSteps.OnSession(some(), name, wait);
                case 7, 8, 9 -> new LockSteps.OnOwnLease(client(), name, wait, 2 + random.nextInt(6), chance(30));
                case 10, 11 -> new LockSteps.Release(some());
                case 12 -> new LockSteps.GiveUp(some());
                default -> new LockSteps.AskForLoss(some());
            };
        }

        private Step faults() {
            int roll = random.nextInt(100);
            if (roll < 50) {
                return new FaultSteps.Add(fault());
            } else if (roll < 65) {
                return new FaultSteps.Remove(some());
            }
            FaultSteps.Whole[] all = FaultSteps.Whole.values();
            return all[random.nextInt(all.length)];
        }

        private Fault fault() {
            Fault fault = switch (random.nextInt(10)) {
                case 0 -> Fault.unavailable();
                case 1 -> Fault.noLeader();
                case 2, 3 -> Fault.requestLost();
                case 4, 5 -> Fault.replyLost();
                case 6 -> Fault.tokenExpired();
                case 7 ->
                    chance(50)
                            ? Fault.slow(Duration.ofMillis(passing()))
                            : Fault.slowInRealTime(Duration.ofMillis(passing()));
                case 8 -> Fault.silent();
                default -> error();
            };
            boolean stream = chance(30);
            if (stream) {
                fault = fault.on("Watch");
                fault = chance(50) ? fault.afterMessages(1 + random.nextInt(4)) : fault;
            } else if (chance(70)) {
                fault = fault.on(
                        List.of("Put", "Range", "Txn", "DeleteRange", "LeaseGrant", "LeaseKeepAlive", "LeaseRevoke")
                                .get(random.nextInt(7)));
            }
            fault = chance(70) ? fault.times(1 + random.nextInt(3)) : fault;
            return chance(20) ? fault.after(random.nextInt(4)) : fault;
        }

        private Fault error() {
            return switch (random.nextInt(7)) {
                case 0 -> Fault.error(StatusCode.RESOURCE_EXHAUSTED, "etcdserver: too many requests");
                case 1 -> Fault.error(StatusCode.UNAVAILABLE, "etcdserver: leader changed");
                case 2 -> Fault.error(StatusCode.UNAVAILABLE, "etcdserver: request timed out");
                case 3 ->
                    Fault.error(StatusCode.PERMISSION_DENIED, "etcdserver: permission denied")
                            .times(1);
                case 4 ->
                    Fault.error(StatusCode.INTERNAL, "stream terminated by RST_STREAM")
                            .times(2);
                case 5 -> Fault.error(StatusCode.UNKNOWN, "raft: stopped").times(2);
                default ->
                    Fault.error(
                            StatusCode.UNAVAILABLE, "etcdserver: request timed out, possibly due to connection lost");
            };
        }
    }
}
