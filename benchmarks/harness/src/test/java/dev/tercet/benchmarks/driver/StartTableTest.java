package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTableTest {
    private static final Machine MACHINE = new Machine(
            Instant.parse("2020-01-02T03:04:05Z"), 2, "", 0, "Linux", "17", Double.NaN, new Sources("unknown", false));

    private static final List<StartTable.Row> ROWS = List.of(
            new StartTable.Row(Contender.BARE, List.of(put(1, 1), put(3, 1), put(2, 1)), 3000, List.of(1_000_000L)),
            new StartTable.Row(Contender.BARE_OKHTTP, List.of(put(1, 1)), 2000, List.of()),
            new StartTable.Row(Contender.TERCET, List.of(put(3, Double.NaN)), 3300, List.of(500_000L, 1L)),
            new StartTable.Row(Contender.ETCD_JAVA, List.of(put(6, 2)), 3100, List.of()),
            new StartTable.Row(Contender.JETCD, List.of(put(4, 4)), 3200, List.of()));

    private static FirstPut put(double wall, double cpu) {
        return new FirstPut(wall, wall / 2, 0.01, cpu, 100e6, 20);
    }

    private static String line(String name, String figures) {
        return "(?s).*\n" + name + " +" + figures.replace(" ", " +") + ".*";
    }

    @Test
    void mediansWithTheirRatiosToBareAndToTheBestPeer() {
        assertThat(new StartTable(MACHINE, ROWS, List.of(0.5, 0.75)).render())
                .startsWith("2020-01-02T03:04:05Z, commit unknown\n2 CPUs, Linux, JDK 17\nmedians of 2 starts")
                .matches(line(
                        "bare", "2.000 1.000-3.000 1.00 0.50 0.50 1.000 10.0 1.00 1.00 0.50 0.25 3000 100 20 1 1.0"))
                .matches(line(
                        "bare-okhttp",
                        "1.000 1.000-1.000 0.50 0.25 0.25 0.500 10.0 1.00 1.00 0.50 0.25 2000 100 20 0 0.0"))
                .matches(line("tercet", "3.000 3.000-3.000 1.50 0.75 0.75 1.500 10.0 - - - - 3300 100 20 2 0.5"))
                .matches(line("etcd-java", "6.000 6.000-6.000 3.00 1.50 1.50 .*"))
                .matches("(?s).*start to its end: 0.625 s \\(0.500-0.750\\)\n");
    }

    @Test
    void machinesGetAllStarts() {
        Report report = StartBench.report(MACHINE, "a server", ROWS, List.of(0.5, 0.75));
        report.on("clients", JsonReport.byId(Map.of(Contender.JETCD, "jetcd-core 1.2")));

        assertThat(report.render())
                .contains("\"jetcd\": \"jetcd-core 1.2\"")
                .contains("\"date\": \"2020-01-02T03:04:05Z\"", "\"commit\": \"unknown\"", "\"server\": \"a server\"")
                .contains("\"client\": \"bare-okhttp\"", "\"samples\": [1.0, 3.0, 2.0]", "\"median\": 2.0")
                .contains("\"row\": \"tercet-get\"", "\"samples\": [0.5, 0.75]");
    }

    @Test
    void theMiddleOfThemOrOfTheMiddleTwo() {
        assertThat(Median.of(DoubleStream.of(3, 1, 2))).isEqualTo(2);
        assertThat(Median.of(DoubleStream.of(4, 1, 3, 2))).isEqualTo(2.5);
        assertThat(Median.of(DoubleStream.empty())).isNaN();
    }

    @Test
    void foldersArePackedIntoJars(@TempDir Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes/a"));
        Files.write(classes.resolve("A.class"), new byte[100_000]);
        Path jar = Files.write(folder.resolve("b.jar"), new byte[77]);

        Libraries libraries = Libraries.packed(
                String.join(
                        ":",
                        Path.of("benchmarks/x").toString(),
                        classes.getParent().toString(),
                        jar.toString()),
                folder);

        assertThat(libraries.sizes()).hasSize(2);
        assertThat(libraries.sizes().get(0)).isBetween(100L, 1000L);
        assertThat(libraries.sizes().get(1)).isEqualTo(77);
        List<String> paths = List.of(libraries.classPath().split(":", -1));
        assertThat(paths).hasSize(3).endsWith(jar.toString());
        try (ZipFile packed = new ZipFile(paths.get(1))) {
            assertThat(packed.getEntry("a/A.class").getSize()).isEqualTo(100_000);
        }
    }
}
