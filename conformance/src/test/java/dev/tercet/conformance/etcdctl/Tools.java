package dev.tercet.conformance.etcdctl;

import java.util.stream.Stream;

/** The versions of {@code etcdctl}, as the system properties say. */
final class Tools {
    private Tools() {}

    static Stream<String> versions() {
        boolean embedded = !"false".equals(System.getProperty("tercet.embedded"));
        return Stream.of(System.getProperty("tercet.etcd.versions", "3.4,3.5,newest")
                        .split(","))
                .filter(version -> embedded && !version.equals("none"));
    }
}
