package dev.tercet.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Figures figures = new Figures();

    private String line(String title) {
        return figures.render()
                .lines()
                .filter(line -> line.startsWith(title))
                .findFirst()
                .orElseThrow()
                .replaceAll(" +", " ")
                .trim();
    }

    @Test
    void mediansOfTheRoundsWithTheirSpreadAndTheMostOfTheHeap() {
        figures.add("import", 1_000, new CommandRun(4, 7));
        figures.add("import", 1_000, new CommandRun(2, 9));
        figures.add("import", 1_000, new CommandRun(2, 8));

        assertThat(line("import")).isEqualTo("import 1,000 500 50% 2.00 2000.0 - 9");
    }

    @Test
    void eachFurtherKeyIsToldWithoutTheStart() {
        figures.add("export", 10_000, new CommandRun(1.9, 5));
        figures.add("export", 1_000, new CommandRun(1, 0));

        assertThat(figures.render().replaceAll(" +", " "))
                .contains("export 1,000 1,000 0% 1.00 1000.0 - -\n")
                .contains("export 10,000 5,263 0% 1.90 190.0 100.0 5");
    }

    @Test
    void whatAnImportGainsIsComparedRoundByRound() {
        figures.compare(1_000, 100, 200);
        figures.compare(1_000, 50, 200);
        figures.compare(1_000, 100, 400);

        assertThat(line("put")).isEqualTo("put, one after another 100 25%");
        assertThat(line("import : put")).isEqualTo("import : put 1,000 4.0x 25%");
    }
}
