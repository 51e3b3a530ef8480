package dev.tercet.testkit.etcd;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where binaries are looked for.
 *
 * @param named the folder that was named, if any
 * @param searchPath folders with separators between them, as in {@code PATH}
 * @param workingFolder the checkout is looked for here and above
 */
record BinarySearch(@Nullable String named, String searchPath, Path workingFolder) {
    private static final String FORM = "\\d+\\.\\d+(\\.\\d+)?";
    private static final Comparator<EtcdBinaries> BY_VERSION = Comparator.comparing(EtcdBinaries::version);

    /** Where this JVM was told to look. */
    static BinarySearch here() {
        return new BinarySearch(
                System.getProperty("tercet.etcd.bin", System.getenv("TERCET_ETCD_BIN")),
                Objects.requireNonNullElse(System.getenv("PATH"), ""),
                Path.of(System.getProperty("tercet.root", "")));
    }

    /** The first place that has it. The script goes before the path, which it knows: it can do better than an old {@code newest}. */
    Finding find(String wanted) {
        if (!wanted.equals("newest") && !wanted.matches(FORM)) {
            throw new IllegalArgumentException(
                    "not a version of etcd: \"" + wanted + "\"; it is as 3.5, 3.5.30 or newest");
        }
        List<Supplier<Finding>> places = new ArrayList<>();
        places.add(() -> inNamed(wanted));
        Checkout.above(workingFolder).ifPresent(checkout -> places.add(() -> checkout.get(wanted)));
        places.add(() -> onPath(wanted));
        List<String> reasons = new ArrayList<>();
        for (Supplier<Finding> place : places) {
            Finding finding = place.get();
            if (finding.found().isPresent()) {
                return finding;
            }
            reasons.add(finding.reason());
        }
        return Finding.nothing(String.join("; ", reasons));
    }

    private Finding inNamed(String wanted) {
        if (named == null || named.isBlank()) {
            return Finding.nothing("TERCET_ETCD_BIN is not set");
        }
        String place = "TERCET_ETCD_BIN, " + named + ",";
        Path folder = Path.of(named);
        if (!Files.isDirectory(folder)) {
            return Finding.nothing(place + " is not a folder");
        }
        Finding finding = new BinFolder(folder).look();
        return finding.found()
                .map(there ->
                        there.version().matches(wanted) ? finding : Finding.nothing(place + " has " + there.version()))
                .orElseGet(() -> Finding.nothing(place + " " + finding.reason()));
    }

    /** The newest of those that match. */
    private Finding onPath(String wanted) {
        List<EtcdBinaries> all = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (BinFolder folder : folders()) {
            Finding finding = folder.look();
            finding.found().ifPresentOrElse(all::add, () -> others.add(folder.path() + " " + finding.reason()));
        }
        all.forEach(there -> others.add(there.etcd().getParent() + " has " + there.version()));
        return all.stream()
                .filter(there -> there.version().matches(wanted))
                .max(BY_VERSION)
                .map(Finding::of)
                .orElseGet(() -> Finding.nothing(
                        others.isEmpty() ? "no etcd on the PATH" : "of the PATH, " + String.join(", ", others)));
    }

    private List<BinFolder> folders() {
        return Stream.of(searchPath.split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !entry.isBlank())
                .distinct()
                .map(entry -> new BinFolder(Path.of(entry)))
                .filter(BinFolder::hasEtcd)
                .toList();
    }
}
