package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.Act.Condition;
import dev.tercet.conformance.faults.history.Act.Expected;
import dev.tercet.conformance.faults.history.Act.Step;
import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random histories that have an order: clients call a {@link SimulatedEtcd}, each call takes effect at a random moment, and the
 * outcome of some is unknown.
 */
final class Simulation {
    private final Random random;
    private final int keys;
    private final boolean joined;
    private final boolean unique;
    private final SimulatedEtcd etcd = new SimulatedEtcd();
    private final List<Operation> operations = new ArrayList<>();
    private final List<Going> late = new ArrayList<>();
    private double unknown = 0.1;
    private long time;
    private long values;

    private static final class Going {
        final String client;
        final long began;
        final Act act;

        @Nullable
        Returned answer;

        boolean applied;

        Going(String client, long began, Act act) {
            this.client = client;
            this.began = began;
            this.act = act;
        }
    }

    /**
     * A simulation.
     *
     * @param joined whether transactions join keys
     * @param unique whether a value is written once only
     */
    Simulation(Random random, int keys, boolean joined, boolean unique) {
        this.random = random;
        this.keys = keys;
        this.joined = joined;
        this.unique = unique;
    }

    /** The part of calls whose outcome is unknown; 0.1 unless set. */
    Simulation withUnknown(double part) {
        unknown = part;
        return this;
    }

    SimulatedEtcd etcd() {
        return etcd;
    }

    /** So many calls by so many clients. */
    History run(int clients, int calls) {
        Going[] going = new Going[clients];
        int begun = 0;
        while (operations.size() < calls) {
            time += 1000;
            int client = random.nextInt(clients);
            Going mine = going[client];
            if (mine == null) {
                if (begun < calls) {
                    begun++;
                    going[client] = new Going("client " + client, time, act());
                }
            } else if (!mine.applied && random.nextInt(3) > 0) {
                if (random.nextDouble() < unknown) {
                    going[client] = null;
                    lose(mine);
                } else {
                    apply(mine);
                }
            } else if (mine.applied) {
                going[client] = null;
                boolean isLost = random.nextDouble() < unknown / 2;
                end(mine, isLost ? new End.Unknown("TIMEOUT", "no reply") : told(mine.answer));
            }
            if (!late.isEmpty() && random.nextInt(10) == 0) {
                apply(late.remove(random.nextInt(late.size())));
            }
            if (random.nextInt(20) == 0) {
                etcd.moveOn();
            }
        }
        return new History(operations, List.of(), List.of(), List.of(), List.of(), etcd.log(), time);
    }

    private void apply(Going call) {
        call.answer = etcd.apply(call.act);
        call.applied = true;
    }

    /** What a put and a delete are told is only sometimes what was before; the rest is always told. */
    private static End told(@Nullable Returned answer) {
        return answer == null ? new End.Pending() : answer;
    }

    /** Nothing came back before it took effect: it never will, or it will later. */
    private void lose(Going call) {
        if (random.nextInt(3) == 0) {
            end(call, new End.NotApplied("UNAVAILABLE", "refused"));
            return;
        }
        if (random.nextBoolean()) {
            late.add(call);
        }
        boolean isPending = random.nextInt(4) == 0;
        end(call, isPending ? new End.Pending() : new End.Unknown("TIMEOUT", "no reply"));
    }

    private void end(Going call, End end) {
        End known = call.act.isRead() && !(end instanceof Returned) ? new End.NotApplied("TIMEOUT", "no reply") : end;
        long ended = known instanceof End.Pending ? Operation.NEVER : time;
        operations.add(new Operation(operations.size() + 1, call.client, call.began, ended, call.act, known));
    }

    private Act act() {
        String key = key();
        return switch (random.nextInt(joined ? 9 : 7)) {
            case 0, 1 -> new Act.Put(key, value());
            case 2 -> new Act.Delete(key);
            case 3, 4 -> new Act.CompareAndSwap(key, expected(key), value());
            case 5, 6 -> new Act.Get(key);
            default -> txn();
        };
    }

    private Act txn() {
        String one = key();
        String other = key();
        List<Condition> conditions = random.nextBoolean() ? List.of(new Condition(one, expected(one))) : List.of();
        List<Step> then = one.equals(other) ? List.of(step(one)) : List.of(step(one), step(other));
        return new Act.Txn(conditions, then, conditions.isEmpty() ? List.of() : List.of(step(other)));
    }

    private Step step(String key) {
        return switch (random.nextInt(4)) {
            case 0 -> new Act.Delete(key);
            case 1 -> new Act.Get(key);
            default -> new Act.Put(key, value());
        };
    }

    private Expected expected(String key) {
        Seen now = etcd.now(key);
        if (random.nextInt(4) == 0) {
            return Expected.absent();
        }
        String value = now.value();
        return value == null || random.nextBoolean()
                ? new Expected.OfRevision(now.modRevision())
                : new Expected.OfValue(value);
    }

    private String key() {
        return "k" + random.nextInt(keys);
    }

    private String value() {
        return unique ? "v" + ++values : "v" + random.nextInt(3);
    }
}
