package dev.tercet.conformance;

import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.ViewKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the suites run over, as the system properties say.
 *
 * <p>Over gRPC every server is met in every view. Over the gateway that is so of the newest and of the embedded one; the older ones
 * differ in what they say on the wire, which a view does not see, and are met in one.
 */
public final class Targets {
    private static final List<String> VERSIONS = listed("tercet.etcd.versions", "3.4,3.5,newest");
    private static final List<String> OLD = VERSIONS.isEmpty() ? List.of() : listed("tercet.etcd.old.versions", "3.3");
    private static final Set<Way> WAYS = listed("tercet.ways", "grpc,gateway,posted").stream()
            .map(way -> Way.valueOf(way.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
    private static final boolean CLUSTERS = Boolean.getBoolean("tercet.clusters");
    private static final boolean EMBEDDED = !"false".equals(System.getProperty("tercet.embedded"));

    private Targets() {}

    /** Every backend, both ways. */
    public static Stream<ContractTarget> all() {
        return joined(List.of(overGrpc(), clusters(), embedded(), overTheGateway(), embeddedGateway(Way.GATEWAY)));
    }

    /** Every backend, and the gateway with websockets and without: for what is about watches. */
    public static Stream<ContractTarget> watches() {
        Stream<ContractTarget> posted = Stream.concat(
                real(Stream.concat(oldest(), newest()), Way.POSTED, ViewKind.BLOCKING), embeddedGateway(Way.POSTED));
        return Stream.concat(all(), posted.filter(Targets::isBlocking));
    }

    /**
     * Every backend over gRPC, and over the gateway one real and what is embedded: recipes know no more of it than any program. The views
     * differ above the wire, so both are met at the newest server and at what is embedded without a socket; with clusters, everywhere.
     */
    public static Stream<ContractTarget> recipes() {
        return joined(List.of(
                CLUSTERS
                        ? overGrpc()
                        : Stream.concat(
                                real(older(), Way.GRPC, ViewKind.BLOCKING),
                                real(newest(), Way.GRPC, ViewKind.values())),
                clusters(),
                embedded()
                        .filter(target -> CLUSTERS
                                || isBlocking(target)
                                || ((EmbeddedTarget) target).front() == EmbeddedTarget.Front.DIRECT),
                real(newest(), Way.GATEWAY, ViewKind.BLOCKING),
                embeddedGateway(Way.GATEWAY).filter(Targets::isBlocking)));
    }

    /** Every backend once, for what is about servers more than about views and takes long; with clusters, in every view. */
    public static Stream<ContractTarget> servers() {
        return joined(List.of(
                overGrpc().filter(target -> CLUSTERS || isBlocking(target)),
                embedded().filter(Targets::isBlocking),
                overTheGateway().filter(Targets::isBlocking),
                embeddedGateway(Way.GATEWAY).filter(Targets::isBlocking)));
    }

    /** The newest backend in one view, for what takes long and depends on neither; and what is embedded. */
    public static Stream<ContractTarget> one() {
        return joined(List.of(
                real(newest(), Way.GRPC, ViewKind.BLOCKING),
                embedded().filter(Targets::isBlocking),
                real(newest(), Way.GATEWAY, ViewKind.BLOCKING),
                embeddedGateway(Way.GATEWAY).filter(Targets::isBlocking)));
    }

    /** What the v2 API is laid over: every version over gRPC, the newest in every view and over the gateway too; and what is embedded. */
    public static Stream<ContractTarget> underV2() {
        return joined(List.of(
                real(VERSIONS.stream(), Way.GRPC, ViewKind.BLOCKING),
                real(newest(), Way.GRPC, ViewKind.ASYNC),
                real(newest(), Way.GATEWAY, ViewKind.BLOCKING),
                WAYS.contains(Way.GRPC) ? embedded(EmbeddedTarget.Front.DIRECT) : Stream.of()));
    }

    /** Which versions of etcd there are, as in {@code 3.5}. */
    public static List<String> versions() {
        return VERSIONS;
    }

    /** Whether clusters of three members are tested too. */
    public static boolean withClusters() {
        return CLUSTERS;
    }

    /**
     * Both views once, for suites whose other side is a script most of the time; and what is embedded. Over the gateway a script is
     * played only with the clients of the embedded one, since with those of real ones it would be the same again.
     */
    public static Stream<ContractTarget> scripted() {
        return joined(List.of(
                real(newest(), Way.GRPC, ViewKind.values()),
                embedded(),
                overTheGateway(),
                embeddedGateway(Way.GATEWAY)));
    }

    /** The same, and the gateway without websockets: for scripts that are about watches. */
    public static Stream<ContractTarget> scriptedWatches() {
        return Stream.concat(scripted(), embeddedGateway(Way.POSTED).filter(Targets::isBlocking));
    }

    private static Stream<ContractTarget> overGrpc() {
        return real(VERSIONS.stream(), Way.GRPC, ViewKind.values());
    }

    private static Stream<ContractTarget> overTheGateway() {
        return joined(List.of(
                real(OLD.stream(), Way.GATEWAY, ViewKind.BLOCKING),
                real(VERSIONS.stream(), Way.GATEWAY, ViewKind.BLOCKING),
                real(newest(), Way.GATEWAY, ViewKind.ASYNC)));
    }

    private static Stream<ContractTarget> clusters() {
        if (!CLUSTERS) {
            return Stream.of();
        }
        return Stream.concat(
                VERSIONS.stream().flatMap(version -> cluster(version, Way.GRPC, ViewKind.values())),
                newest().flatMap(version -> cluster(version, Way.GATEWAY, ViewKind.BLOCKING)));
    }

    private static Stream<ContractTarget> cluster(String version, Way way, ViewKind... views) {
        return Stream.of(views).filter(view -> WAYS.contains(way)).map(view -> new RealTarget(version, 3, way, view));
    }

    private static Stream<ContractTarget> real(Stream<String> versions, Way way, ViewKind... views) {
        return versions.filter(version -> WAYS.contains(way))
                .flatMap(version -> Stream.of(views).map(view -> new RealTarget(version, 1, way, view)));
    }

    private static Stream<String> oldest() {
        return VERSIONS.stream().limit(VERSIONS.size() > 1 ? 1 : 0);
    }

    private static Stream<String> older() {
        return VERSIONS.stream().limit(Math.max(0, VERSIONS.size() - 1));
    }

    private static Stream<String> newest() {
        return VERSIONS.stream().skip(Math.max(0, VERSIONS.size() - 1));
    }

    /** The one in this JVM, through every front but its gateway, in every view. */
    private static Stream<ContractTarget> embedded() {
        return WAYS.contains(Way.GRPC)
                ? Stream.concat(embedded(EmbeddedTarget.Front.DIRECT), embedded(EmbeddedTarget.Front.GRPC))
                : Stream.of();
    }

    private static Stream<ContractTarget> embeddedGateway(Way way) {
        return WAYS.contains(way) ? embedded(EmbeddedTarget.Front.valueOf(way.name())) : Stream.of();
    }

    private static Stream<ContractTarget> embedded(EmbeddedTarget.Front front) {
        return EMBEDDED ? Stream.of(ViewKind.values()).map(view -> new EmbeddedTarget(front, view)) : Stream.of();
    }

    private static boolean isBlocking(ContractTarget target) {
        return target.view() == ViewKind.BLOCKING;
    }

    private static Stream<ContractTarget> joined(List<Stream<ContractTarget>> parts) {
        return parts.stream().flatMap(part -> part);
    }

    private static List<String> listed(String property, String otherwise) {
        return Stream.of(System.getProperty(property, otherwise).split(","))
                .filter(each -> !each.isEmpty() && !each.equals("none"))
                .toList();
    }
}
