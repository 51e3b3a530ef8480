package dev.tercet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void headsInTheMiddleAndCellsToTheRight() {
        assertThat(drawn(new Table(
                        List.of("id", "peer addrs", "name"),
                        List.of(List.of("8e9e", "http://x", "dé"), List.of("1", "http://localhost:2380", "")))))
                .isEqualTo("""
                        +------+-----------------------+------+
                        |  ID  |      PEER ADDRS       | NAME |
                        +------+-----------------------+------+
                        | 8e9e |              http://x |   dé |
                        |    1 | http://localhost:2380 |      |
                        +------+-----------------------+------+
                        """);
    }

    @Test
    void withoutRows() {
        assertThat(drawn(new Table(List.of("id"), List.of()))).isEqualTo("+----+\n| ID |\n+----+\n");
    }

    private static String drawn(Table table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Out out = new Out("here", bytes, false);
        table.draw(out);
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
