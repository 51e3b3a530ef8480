package dev.tercet.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tercet.auth.Permission;
import dev.tercet.connection.CallOptions;
import dev.tercet.election.LeaderKey;
import dev.tercet.internal.call.FakeCalls;
import dev.tercet.internal.delivery.Straight;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.internal.schedule.FakeScheduler;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.maintenance.Alarm;
import dev.tercet.maintenance.AlarmType;
import dev.tercet.maintenance.DowngradeAction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both views of a service offer the same, and ask the server for the same, with the same options, at the same endpoint. */
class ServiceViewsTest {
    private static final CallOptions OPTIONS = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(3));
    private static final String ENDPOINT = "http://one:2379";

    /** Made of several calls, or of none, and tested by themselves. */
    private static final Set<String> ELSEWHERE =
            Set.of("with", "observe", "lock", "campaign", "keep", "keepAlive", "statuses", "moveLeader", "snapshot");

    private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
            Map.entry(String.class, ENDPOINT),
            Map.entry(long.class, 42L),
            Map.entry(Bytes.class, Bytes.of("bytes")),
            Map.entry(Duration.class, Duration.ofMillis(1500)),
            Map.entry(List.class, List.of("http://peer:2380")),
            Map.entry(Alarm.class, new Alarm(1, AlarmType.NOSPACE)),
            Map.entry(DowngradeAction.class, DowngradeAction.ENABLE),
            Map.entry(LeaderKey.class, new LeaderKey(Bytes.of("n"), Bytes.of("n/1"), 5, 1)),
            Map.entry(KeyRange.class, KeyRange.of("k")),
            Map.entry(Permission.class, Permission.read(KeyRange.of("k"))),
            Map.entry(Path.class, Path.of("backup.db")),
            Map.entry(Consumer.class, (Consumer<Object>) any -> {}));

    static Stream<Arguments> methods() {
        Claims claims = new Claims();
        return Stream.of(
                        new Object[] {new BlockingLeases(view()), new EngineLeases(view())},
                        new Object[] {new BlockingLocks(view(), claims), new EngineLocks(view(), claims)},
                        new Object[] {new BlockingElections(view(), claims), new EngineElections(view(), claims)},
                        new Object[] {new BlockingCluster(view()), new EngineCluster(view())},
                        new Object[] {new BlockingMaintenance(view()), new EngineMaintenance(view())},
                        new Object[] {new BlockingAuth(view()), new EngineAuth(view())})
                .flatMap(pair -> Arrays.stream(
                                pair[0].getClass().getInterfaces()[0].getMethods())
                        .map(method -> Arguments.of(method, pair[0], pair[1])));
    }

    private static final FakeCalls CALLS = new FakeCalls(ENDPOINT).throwingWhatIsAwaited();

    private static View view() {
        return new View(CALLS, new FakeScheduler(), Straight.NOW, OPTIONS, Namespace.NONE, StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("methods")
    void asksTheSame(Method method, Object blocking, Object async) throws Throwable {
        boolean iterating = method.getName().equals("observe") && method.getParameterCount() == 1;
        if (iterating) {
            return;
        }
        Method other = async.getClass().getInterfaces()[0].getMethod(method.getName(), method.getParameterTypes());
        if (ELSEWHERE.contains(method.getName())) {
            return;
        }
        Object[] samples =
                Arrays.stream(method.getParameterTypes()).map(SAMPLES::get).toArray();

        FakeCalls.Sent sent = catchThrowableOfType(FakeCalls.Sent.class, () -> call(method, blocking, samples));
        FakeCalls.Asked<?, ?> waited = sent.asked();
        call(other, async, samples);
        FakeCalls.Asked<?, ?> asked = CALLS.lastAsked();

        assertThat(asked.rpc).isEqualTo(waited.rpc);
        assertThat(asked.request).isEqualTo(waited.request);
        assertThat(asked.options).isSameAs(OPTIONS).isSameAs(waited.options);
        assertThat(asked.endpoint).isEqualTo(waited.endpoint);
    }

    private static void call(Method method, Object service, Object... arguments) throws Throwable {
        try {
            method.invoke(service, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
