package dev.tercet.conformance;

import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.ViewKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the suites run over, as the system properties say. */
public final class Targets {
    private static final List<String> VERSIONS = Stream.of(
                    System.getProperty("tercet.etcd.versions", "3.4,3.5,newest").split(","))
            .filter(version -> !version.equals("none"))
            .toList();
    private static final boolean CLUSTERS = Boolean.getBoolean("tercet.clusters");
    private static final boolean EMBEDDED = !"false".equals(System.getProperty("tercet.embedded"));

    private Targets() {}

    /** Every backend in every view. */
    public static Stream<ContractTarget> all() {
        List<ContractTarget> targets = new ArrayList<>();
        for (String version : VERSIONS) {
            for (ViewKind view : ViewKind.values()) {
                targets.add(new RealTarget(version, 1, view));
                if (CLUSTERS) {
                    targets.add(new RealTarget(version, 3, view));
                }
            }
        }
        return Stream.concat(targets.stream(), embedded());
    }

    /** Every backend once, for what is about servers more than about views and takes long; with clusters, in every view. */
    public static Stream<ContractTarget> servers() {
        Stream<ContractTarget> real = VERSIONS.stream()
                .flatMap(version -> Stream.of(ViewKind.values())
                        .filter(view -> CLUSTERS || view == ViewKind.BLOCKING)
                        .map(view -> new RealTarget(version, 1, view)));
        return Stream.concat(real, embedded().filter(target -> target.view() == ViewKind.BLOCKING));
    }

    /** The newest backend in one view, for what takes long and depends on neither; and what is embedded. */
    public static Stream<ContractTarget> one() {
        Stream<ContractTarget> newest = newest().filter(target -> target.view() == ViewKind.BLOCKING);
        return Stream.concat(newest, embedded().filter(target -> target.view() == ViewKind.BLOCKING));
    }

    /** Both views once, for suites whose other side is a script most of the time; and what is embedded. */
    public static Stream<ContractTarget> scripted() {
        return Stream.concat(newest(), embedded());
    }

    private static Stream<ContractTarget> newest() {
        return VERSIONS.stream()
                .skip(Math.max(0, VERSIONS.size() - 1))
                .flatMap(version -> Stream.of(ViewKind.values()).map(view -> new RealTarget(version, 1, view)));
    }

    /** The one in this JVM, through every front in every view. */
    private static Stream<ContractTarget> embedded() {
        return !EMBEDDED
                ? Stream.of()
                : Stream.of(EmbeddedTarget.Front.values())
                        .flatMap(front -> Stream.of(ViewKind.values()).map(view -> new EmbeddedTarget(front, view)));
    }
}
