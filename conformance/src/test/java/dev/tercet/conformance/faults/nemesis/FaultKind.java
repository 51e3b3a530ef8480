package dev.tercet.conformance.faults.nemesis;

import static dev.tercet.conformance.faults.nemesis.Part.CLIENTS;
import static dev.tercet.conformance.faults.nemesis.Part.MEMBERS;
import static dev.tercet.conformance.faults.nemesis.Part.STORE;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import dev.tercet.conformance.faults.history.FaultSpan.Reach;
import dev.tercet.testkit.proxy.Direction;
import dev.tercet.testkit.proxy.FaultProxy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/** All kinds of faults, how long they last, and how one is drawn. */
public enum FaultKind {
    /** SIGKILL, and a new start. */
    KILL(Set.of(MEMBERS), 500, 4_000, dice -> new Kill(Target.draw(dice))),
    /** SIGSTOP: its port still accepts, in the kernel, and nobody answers. */
    PAUSE(Set.of(MEMBERS), 500, 5_000, dice -> new Pause(Target.draw(dice))),
    /** SIGTERM, the end that a member chooses itself, and a new start. */
    RESTART(Set.of(MEMBERS), 0, 0, dice -> new Restart(Target.draw(dice))),
    /** Removed for good; a new one comes in its place, with no data. */
    REPLACE(Set.of(MEMBERS), 0, 0, dice -> new Replace(Target.draw(dice))),
    /** The leader is cut off from both others, and not from clients. */
    PARTITION_LEADER(Set.of(MEMBERS), 1_500, 5_000, dice -> new Isolate(Target.LEADER)),
    /** Any member is, which is a minority. */
    PARTITION_MINORITY(Set.of(MEMBERS), 1_500, 5_000, dice -> new Isolate(anybody(dice))),
    /** Two members do not see one another, and the third sees both. */
    PARTITION_PAIR(Set.of(MEMBERS), 1_500, 5_000, dice -> new PartPair(dice.nextInt(FaultCluster.MEMBERS))),
    /** The leader hands over, to the next or the one after. */
    MOVE_LEADER(Set.of(MEMBERS), 0, 0, dice -> new MoveLeader(dice.nextInt(1, FaultCluster.MEMBERS))),
    /** All stand still for a moment: no majority. */
    PAUSE_ALL(Set.of(Part.values()), 200, 2_000, dice -> new PauseAll()),
    /** All are killed, and come back: no majority. */
    KILL_ALL(Set.of(Part.values()), 200, 1_000, dice -> new KillAll()),

    /** Connections to one member are reset. */
    CUT(Set.of(CLIENTS), 0, 0, dice -> line(dice, FaultProxy::cut)),
    /** Connections to all members are reset. */
    CUT_ALL(Set.of(CLIENTS), 0, 0, dice -> new SpoilAllLines(FaultProxy::cut)),
    /** A reset in the middle of what some member sends. */
    CUT_AFTER_BYTES(Set.of(CLIENTS), 500, 2_000, FaultKind::cutAfterBytes),
    /** A member says its last word on each connection, and still listens. */
    HALF_CLOSE(Set.of(CLIENTS), 0, 500, dice -> line(dice, FaultProxy::halfClose)),
    /** What clients send to a member is lost, and they are not told. */
    UNHEARD(Set.of(CLIENTS), 1_000, 6_000, dice -> line(dice, proxy -> proxy.blackHole(Direction.TO_SERVER))),
    /** What a member answers is lost. */
    UNANSWERED(Set.of(CLIENTS), 1_000, 6_000, dice -> line(dice, proxy -> proxy.blackHole(Direction.TO_CLIENT))),
    /** Both are. */
    BLACK_HOLE(Set.of(CLIENTS), 1_000, 6_000, dice -> line(dice, FaultProxy::blackHole)),
    /** What clients send to a member arrives later, when they may have given up. */
    HELD_BACK(Set.of(CLIENTS), 1_000, 6_000, dice -> line(dice, proxy -> proxy.freeze(Direction.TO_SERVER))),
    /** Everything takes longer. */
    DELAY(Set.of(CLIENTS), 1_000, 5_000, FaultKind::delay),
    /** Little passes at a time. */
    THROTTLE(Set.of(CLIENTS), 1_000, 5_000, FaultKind::throttle),
    /** Connections to a member are reset and new ones refused: clients connect again, to it and to others. */
    REFUSE(Set.of(CLIENTS), 500, 4_000, dice -> line(dice, FaultKind::refuse)),
    /** Connections are reset, and new ones accepted by somebody who never answers. */
    NEVER_ANSWER(Set.of(CLIENTS), 500, 4_000, dice -> line(dice, FaultKind::neverAnswer)),
    /** Connections are reset, and new ones made twice: one of the two is never used, and stays for a while. */
    DUPLICATE_CONNECTS(Set.of(CLIENTS), 500, 4_000, dice -> line(dice, FaultKind::duplicateConnects)),

    /** All revisions before the latest few are forgotten. */
    COMPACT_NEARLY(Set.of(STORE), 0, 0, dice -> new Compact(dice.nextInt(1, 50))),
    /** All before the latest are. */
    COMPACT(Set.of(STORE), 0, 0, dice -> new Compact(0)),
    /** One member writes its database anew and does nothing else meanwhile. */
    DEFRAGMENT(Set.of(STORE), 0, 0, dice -> new Defragment(anybody(dice))),
    /** The tokens of all clients are declared void while they are in use. */
    REVOKE_TOKENS(Set.of(STORE), 0, 0, dice -> new RevokeTokens()),
    /** Nobody gets a word through until the tokens have died of age; members look for dead ones once in a second. */
    EXPIRE_TOKENS(Set.of(Part.values()), 6_500, 7_000, dice -> new ExpireTokens());

    /** Those that leave some client without a majority, or may. */
    private static final Set<FaultKind> WITHOUT_MAJORITY = EnumSet.of(PAUSE_ALL, KILL_ALL, EXPIRE_TOKENS);

    /** Those that take a network between the members that can be cut. */
    private static final Set<FaultKind> PARTITIONS = EnumSet.of(PARTITION_LEADER, PARTITION_MINORITY, PARTITION_PAIR);

    private final Set<Part> touches;
    private final int leastMillis;
    private final int mostMillis;
    private final Function<SplittableRandom, Fault> draw;

    FaultKind(Set<Part> touches, int leastMillis, int mostMillis, Function<SplittableRandom, Fault> draw) {
        this.touches = touches;
        this.leastMillis = leastMillis;
        this.mostMillis = mostMillis;
        this.draw = draw;
    }

    /** All that can be tried on this cluster: partitions take a network that allows them, tokens a login. */
    public static Set<FaultKind> possibleOn(FaultCluster cluster) {
        Set<FaultKind> kinds = EnumSet.allOf(FaultKind.class);
        if (!cluster.canPartition()) {
            kinds.removeAll(PARTITIONS);
        }
        if (cluster.login().isEmpty()) {
            kinds.removeAll(Set.of(REVOKE_TOKENS, EXPIRE_TOKENS));
        }
        return kinds;
    }

    /** What it is called in histories and figures: lower case, with hyphens. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether members are kept from one another. */
    public boolean isPartition() {
        return PARTITIONS.contains(this);
    }

    /** What it touches, whomever it hits. */
    public Set<Part> touches() {
        return touches;
    }

    /** What it leaves to the clients. */
    public Reach reach() {
        return WITHOUT_MAJORITY.contains(this) ? Reach.PERHAPS_NONE : Reach.MAJORITY;
    }

    /** One of this kind. */
    Fault draw(SplittableRandom dice) {
        return draw.apply(dice);
    }

    /** How long one is left alone after it was brought about. */
    Duration drawLength(SplittableRandom dice) {
        return Duration.ofMillis(dice.nextInt(leastMillis, mostMillis + 1));
    }

    @Override
    public String toString() {
        return words();
    }

    private static Target anybody(SplittableRandom dice) {
        return Target.member(dice.nextInt(FaultCluster.MEMBERS));
    }

    private static Fault line(SplittableRandom dice, Consumer<FaultProxy> spoil) {
        return new SpoilLine(Target.draw(dice), spoil);
    }

    private static Fault cutAfterBytes(SplittableRandom dice) {
        // From within the first frame to after some thousand messages.
        int bytes = 1 << dice.nextInt(0, 18);
        return line(dice, proxy -> proxy.cutAfterBytes(bytes));
    }

    private static Fault delay(SplittableRandom dice) {
        Duration delay = Duration.ofMillis(dice.nextInt(20, 1_000));
        return line(dice, proxy -> proxy.delay(delay));
    }

    private static Fault throttle(SplittableRandom dice) {
        int bytesPerSecond = 1 << dice.nextInt(8, 15);
        return line(dice, proxy -> proxy.throttle(bytesPerSecond));
    }

    private static void refuse(FaultProxy proxy) {
        proxy.refuse();
        proxy.cut();
    }

    private static void duplicateConnects(FaultProxy proxy) {
        proxy.duplicateConnects();
        proxy.cut();
    }

    private static void neverAnswer(FaultProxy proxy) {
        proxy.neverConnect();
        proxy.cut();
    }
}
