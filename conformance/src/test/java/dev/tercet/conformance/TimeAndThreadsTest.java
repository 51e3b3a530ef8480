package dev.tercet.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.tercet.conformance.OurClasses.module;
import static dev.tercet.conformance.OurClasses.outermost;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Where threads, clocks and waiting may be.
 *
 * <p>Each exception is named with its reason, and has to be needed: one that nothing uses any more fails as well.
 */
class TimeAndThreadsTest {
    private static final Path ROOT = Path.of(System.getProperty("tercet.root", ".."));
    private static final Pattern SYNCHRONIZED = Pattern.compile("(?m)^[^*/\\n]*\\bsynchronized\\b");
    private static final Set<String> LIBRARY =
            Set.of("core", "grpc", "recipes", "v2", "http", "gateway", "client", "embedded");

    /** Where the client, and the server in the same process, have their time and their threads. */
    private static final Set<String> HOMES =
            Set.of("dev.tercet.internal.schedule", "dev.tercet.embedded.internal.time");

    /** What transports share: their machine and its messages, and the lane that feeds it. */
    private static final String HUB = "dev.tercet.spi.hub";

    /** They correlate what a transport sends and gets, which is made of these values of the SPI; the engine's machines know none. */
    private static final Set<String> TRANSPORTS_VALUES =
            Set.of("CallContext", "StatusCode", "WatchRpcs", "WireFailure");

    private static final Map<String, String> TIME = Map.ofEntries(
            Map.entry("Footing", "a call from a stack that is nearly full needs another stack"),
            Map.entry("GrpcTransport", "shared renewals see by the clock how long their stream has been silent"),
            Map.entry("Host", "it makes the one thread that its server has, of the kind that is at home with time"),
            Map.entry(
                    "HttpTransport",
                    "streams over HTTP see by the clock how long they have been silent, and are lent a timer alone"),
            Map.entry(
                    "InOrder",
                    "where no executor takes a task, the JDK's own pool runs it, or a callback would be lost"),
            Map.entry("IoThreads", "Netty is given the threads that serve a port"),
            Map.entry(
                    "JdkTimer",
                    "recipes stand on the public API alone, which has no timer, so the JDK's one thread tells them the time"),
            Map.entry("LookUp", "how old an address is, is nobody else's business"),
            Map.entry("ParkedResult", "the thread that waits for its own call parks, and needs nothing else"),
            Map.entry(
                    "Promise",
                    "where the executor takes no result, the JDK's own pool delivers it, or somebody would wait for ever"),
            Map.entry("Reconnection", "a transport is opened without a scheduler, and gRPC has its own timers"),
            Map.entry("Turns", "whoever is counted is about to be added, which takes no longer than a look"));

    private static final Map<String, String> WAITING_UNDER_A_MONITOR = Map.of(
            "Reloading", "certificates are read once for all handshakes of a burst, which are rare, and from a disk");

    @Test
    void machinesArePure() {
        DescribedPredicate<JavaClass> machine =
                describe("are machines", type -> outermost(type).getSimpleName().endsWith("Machine"));
        noClasses()
                .that(machine)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.slf4j..",
                        "java.util.logging..",
                        "java.io..",
                        "java.net..",
                        "java.nio.channels..",
                        "java.nio.file..",
                        "java.util.concurrent.locks..",
                        "java.util.concurrent.atomic..")
                .orShould()
                .dependOnClassesThat(describe(
                        "are of threads and clocks",
                        type -> Set.of(
                                        Thread.class,
                                        Executor.class,
                                        Future.class,
                                        Clock.class,
                                        Instant.class,
                                        Timer.class)
                                .stream()
                                .anyMatch(type::isAssignableTo)))
                .orShould()
                .dependOnClassesThat(describe(
                        "are of the SPI",
                        type -> type.getPackageName().startsWith("dev.tercet.spi")
                                && !(type.getPackageName().equals(HUB)
                                        && !type.getSimpleName().equals("SerialLane"))
                                && !TRANSPORTS_VALUES.contains(outermost(type).getSimpleName())))
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(OurClasses.ALL);
        noClasses()
                .that(machine)
                .and(OurClasses.in("core"))
                .and()
                .resideOutsideOfPackage(HUB)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tercet.spi..")
                .check(OurClasses.ALL);
    }

    @Test
    void timeAndThreadsHaveOneHome() {
        assertThat(thoseThat(TimeAndThreadsTest::touchesTimeOrThreads, type -> !HOMES.contains(type.getPackageName())))
                .isEqualTo(new TreeSet<>(TIME.keySet()));
    }

    @Test
    void nobodyWaitsUnderAMonitor() {
        // A virtual thread that waits inside synchronized takes its carrier along, until JDK 24. What a class that
        // has one calls is taken for called under it: stricter than the wall, and nothing has to follow the flow.
        assertThat(thoseThat(
                        TimeAndThreadsTest::waits,
                        type -> !HOMES.contains(type.getPackageName()) && isSynchronized(outermost(type))))
                .isEqualTo(new TreeSet<>(WAITING_UNDER_A_MONITOR.keySet()));
    }

    @Test
    void onlyTheCommandSpeaksToTheTerminal() {
        noClasses()
                .that(describe("outside of the command", type -> !module(type).equals("cli")))
                .should()
                .accessField(System.class, "out")
                .check(OurClasses.ALL);
        // The testkit says there why it skips everything.
        noClasses()
                .that(describe("of the library", type -> LIBRARY.contains(module(type))))
                .should()
                .accessField(System.class, "err")
                .check(OurClasses.ALL);
    }

    private static Set<String> thoseThat(Predicate<JavaAccess<?>> access, Predicate<JavaClass> where) {
        return OurClasses.ALL.stream()
                .filter(type -> LIBRARY.contains(module(type)))
                .filter(where)
                .filter(type -> type.getAccessesFromSelf().stream().anyMatch(access))
                .map(type -> outermost(type).getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean touchesTimeOrThreads(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        return owner.isEquivalentTo(System.class)
                        && Set.of("nanoTime", "currentTimeMillis").contains(name)
                || owner.isAssignableTo(Clock.class)
                || owner.isEquivalentTo(Instant.class) && name.equals("now")
                || owner.isAssignableTo(Thread.class)
                        && Set.of("<init>", "sleep", "onSpinWait", "ofVirtual", "ofPlatform", "startVirtualThread")
                                .contains(name)
                || owner.isEquivalentTo(TimeUnit.class)
                        && Set.of("sleep", "timedJoin", "timedWait").contains(name)
                || owner.isEquivalentTo(LockSupport.class) && name.startsWith("park")
                || owner.isEquivalentTo(Object.class) && name.equals("wait")
                || owner.isEquivalentTo(Executors.class)
                || owner.isAssignableTo(Executor.class)
                        && Set.of("<init>", "commonPool").contains(name)
                || owner.isAssignableTo(Timer.class)
                || owner.isAssignableTo(CompletableFuture.class)
                        && Set.of("delayedExecutor", "orTimeout", "completeOnTimeout")
                                .contains(name);
    }

    private static boolean waits(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        return owner.isAssignableTo(Future.class) && Set.of("get", "join").contains(name)
                || owner.isAssignableTo(Thread.class) && Set.of("join", "sleep").contains(name)
                || owner.isAssignableTo(BlockingQueue.class)
                        && Set.of("take", "put", "poll", "offer").contains(name)
                || owner.isAssignableTo(Lock.class) && name.startsWith("lock")
                || owner.isAssignableTo(Condition.class) && name.startsWith("await")
                || owner.isAssignableTo(CountDownLatch.class) && name.equals("await")
                || owner.isAssignableTo(Semaphore.class) && name.startsWith("acquire")
                || owner.isAssignableTo(Process.class) && name.equals("waitFor")
                || owner.isEquivalentTo(Object.class) && name.equals("wait")
                || owner.isEquivalentTo(TimeUnit.class) && name.equals("sleep")
                || owner.isEquivalentTo(LockSupport.class) && name.startsWith("park")
                || owner.isEquivalentTo(Files.class)
                || owner.getPackageName().equals("java.net");
    }

    private static boolean isSynchronized(JavaClass type) {
        Path source = ROOT.resolve(module(type))
                .resolve("src/main/java")
                .resolve(type.getName().replace('.', '/') + ".java");
        try {
            return Files.exists(source)
                    && SYNCHRONIZED.matcher(Files.readString(source)).find();
        } catch (IOException e) {
            throw new IllegalStateException(source + " cannot be read", e);
        }
    }
}
