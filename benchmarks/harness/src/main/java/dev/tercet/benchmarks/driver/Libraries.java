package dev.tercet.benchmarks.driver;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A class path as a user of a client has it: all jars. A folder of classes is asked for every class that a jar after it has, which
 * would be held against the client with the most modules in this build.
 *
 * @param classPath jars only
 * @param sizes of those that a user needs, in bytes: without what belongs to the benchmarks
 */
record Libraries(String classPath, List<Long> sizes) {
    private static final Path BENCHMARKS = Path.of("benchmarks").toAbsolutePath();

    /** Packs the folders of a class path into jars in this folder. */
    static Libraries packed(String classPath, Path jars) throws IOException {
        List<String> packed = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path there = Path.of(entry).toAbsolutePath();
            Path library = Files.isDirectory(there) ? pack(there, jars) : there;
            packed.add(library.toString());
            if (!there.startsWith(BENCHMARKS)) {
                sizes.add(Files.size(library));
            }
        }
        return new Libraries(String.join(File.pathSeparator, packed), sizes);
    }

    /** Into a jar with the folder's path in its name: all modules have theirs at the same place. */
    private static Path pack(Path folder, Path jars) throws IOException {
        Path jar = jars.resolve(folder.toString().replaceAll("\\W+", "-").substring(1) + ".jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }
}
