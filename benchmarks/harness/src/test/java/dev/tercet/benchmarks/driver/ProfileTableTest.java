package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProfileTableTest {

    @Test
    void eachClientHasALineForTimeAndOneForBytes() {
        Shares cpu = new Shares();
        cpu.add(Layer.CLIENT, ThreadRole.IO, 1);
        cpu.add(Layer.GRPC, ThreadRole.IO, 2);
        cpu.add(Layer.JDK, ThreadRole.CALLERS, 1);
        Shares bytes = new Shares();
        bytes.add(Layer.MESSAGES, ThreadRole.CALLBACKS, 3e6);

        String table = ProfileTable.render("puts", Map.of(Contender.TERCET, new Profile(cpu, bytes)));

        assertThat(table).startsWith("where it went: puts\n");
        assertThat(cells(table, 3))
                .containsExactly(
                        "tercet", "4", "25.0%", "0.0%", "50.0%", "0.0%", "0.0%", "0.0%", "25.0%", "|", "75.0%", "0.0%",
                        "25.0%", "0.0%");
        assertThat(cells(table, 6))
                .startsWith("tercet", "3", "0.0%", "100.0%")
                .endsWith("|", "0.0%", "100.0%", "0.0%", "0.0%");
    }

    @Test
    void nothingSampledHasNoShares() {
        assertThat(cells(
                        ProfileTable.render("puts", Map.of(Contender.BARE, new Profile(new Shares(), new Shares()))),
                        3))
                .startsWith("bare", "0", "-", "-");
    }

    @Test
    void aColumnIsAsWideAsItsHeading() {
        assertThat(Stream.of(Layer.values()).map(Layer::title)).allMatch(title -> title.length() < 10);
        assertThat(Stream.of(ThreadRole.values()).map(ThreadRole::title)).allMatch(title -> title.length() < 10);
    }

    private static List<String> cells(String table, int line) {
        return List.of(table.lines().toList().get(line).trim().split("\\s+", -1));
    }
}
