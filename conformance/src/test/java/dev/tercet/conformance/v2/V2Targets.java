package dev.tercet.conformance.v2;

import dev.tercet.conformance.Targets;
import dev.tercet.conformance.v2.OverHttp.Door;
import dev.tercet.testkit.contract.ViewKind;
import java.util.List;
import java.util.stream.Stream;

/** What the suites of the v2 API run over, as the system properties say. */
final class V2Targets {
    private static final List<String> WITH_V2 = Targets.versions().stream()
            .filter(version -> (version + ".").startsWith("3.4.") || (version + ".").startsWith("3.5."))
            .toList();

    private V2Targets() {}

    /** Every server, every door and every view. */
    static Stream<V2Target> all() {
        return Stream.concat(http(), overV3());
    }

    /** The same but for users, whose passwords a server of v2 checks at every call, as slowly as it should: for many calls. */
    static Stream<V2Target> quick() {
        return all().filter(target -> !(target instanceof OverHttp http && http.door() == Door.USERS));
    }

    /** Every server once, for what is about servers more than about doors and views, and takes its time. */
    static Stream<V2Target> servers() {
        return Stream.concat(
                WITH_V2.stream().map(version -> new OverHttp(version, 1, Door.OPEN, ViewKind.BLOCKING)),
                overV3().filter(target -> target.view() == ViewKind.BLOCKING));
    }

    /** The newest server of each backend, in one view. */
    static Stream<V2Target> one() {
        return Stream.concat(
                newest().map(version -> new OverHttp(version, 1, Door.OPEN, ViewKind.BLOCKING)),
                overV3().filter(target -> target.view() == ViewKind.BLOCKING)
                        .skip(Targets.versions().size() - 1L));
    }

    /** The v2 HTTP API alone. */
    static Stream<V2Target> http() {
        return Stream.of(
                        WITH_V2.stream().map(version -> new OverHttp(version, 1, Door.OPEN, ViewKind.BLOCKING)),
                        newest().map(version -> new OverHttp(version, 1, Door.OPEN, ViewKind.ASYNC)),
                        newest().map(version -> new OverHttp(version, 1, Door.MUTUAL_TLS, ViewKind.BLOCKING)),
                        newest().map(version -> new OverHttp(version, 1, Door.USERS, ViewKind.ASYNC)),
                        newest().filter(version -> Targets.withClusters())
                                .map(version -> new OverHttp(version, 3, Door.OPEN, ViewKind.BLOCKING)))
                .flatMap(targets -> targets);
    }

    private static Stream<V2Target> overV3() {
        return Targets.underV2().map(OverV3::new);
    }

    private static Stream<String> newest() {
        return WITH_V2.stream().skip(Math.max(0, WITH_V2.size() - 1));
    }
}
