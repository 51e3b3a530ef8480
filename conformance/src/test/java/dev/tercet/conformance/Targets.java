package dev.tercet.conformance;

import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.ViewKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the suites run over, as the system properties say. */
final class Targets {
    private static final List<String> VERSIONS =
            List.of(System.getProperty("tercet.etcd.versions", "3.4,3.5,newest").split(","));
    private static final boolean CLUSTERS = Boolean.getBoolean("tercet.clusters");

    private Targets() {}

    /** Every backend in every view. */
    static Stream<ContractTarget> all() {
        List<ContractTarget> targets = new ArrayList<>();
        for (String version : VERSIONS) {
            for (ViewKind view : ViewKind.values()) {
                targets.add(new RealTarget(version, 1, view));
                if (CLUSTERS) {
                    targets.add(new RealTarget(version, 3, view));
                }
            }
        }
        return targets.stream();
    }

    /** Every backend once, for what is about servers more than about views and takes long; with clusters, in every view. */
    static Stream<ContractTarget> servers() {
        return VERSIONS.stream()
                .flatMap(version -> Stream.of(ViewKind.values())
                        .filter(view -> CLUSTERS || view == ViewKind.BLOCKING)
                        .map(view -> new RealTarget(version, 1, view)));
    }

    /** The newest backend in one view, for what takes long and depends on neither. */
    static Stream<ContractTarget> one() {
        return Stream.of(new RealTarget(VERSIONS.get(VERSIONS.size() - 1), 1, ViewKind.BLOCKING));
    }

    /** Both views once, for suites whose other side is a script. */
    static Stream<ContractTarget> scripted() {
        String version = VERSIONS.get(VERSIONS.size() - 1);
        return Stream.of(ViewKind.values()).map(view -> new RealTarget(version, 1, view));
    }
}
