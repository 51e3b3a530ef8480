package dev.tercet.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.cli.Ran;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code get} and {@code put} in the formats that etcdctl has not. */
class GetRowsTest {
    private static final Bytes BINARY = Bytes.ofHex("ff00");
    private static EmbeddedEtcd server;

    @BeforeAll
    static void fill() {
        server = EmbeddedEtcd.builder().port(0).start();
        try (EtcdClient etcd = server.clientBuilder().build()) {
            etcd.kv().put(Bytes.of("a"), BINARY);
            etcd.kv().put("b", "text");
            List<Put> many = IntStream.range(0, 100)
                    .mapToObj(i -> Put.of(Bytes.of("many/" + i), Bytes.wrap(new byte[100_000])))
                    .toList();
            many.forEach(put -> etcd.kv().txn(Txn.all(put)));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Ran ran(String... words) {
        String[] line = new String[words.length + 1];
        line[0] = "--endpoints=" + server.endpoint();
        System.arraycopy(words, 0, line, 1, words.length);
        Ran ran = Ran.of(line);
        assertThat(ran.err()).isEmpty();
        return ran;
    }

    @Test
    void aKeyAndARange() {
        assertThat(ran("get", "a", "-o", "raw").bytes()).isEqualTo(BINARY.plus(Bytes.of("\n")));
        String both = ran("get", "a", "c", "-o", "csv").out();
        assertThat(both)
                .isEqualTo("key,value,create_revision,mod_revision,version,lease,base64\r\n"
                        + "a,/wA=,2,2,1,,value\r\nb,text,3,3,1,,\r\n");
        assertThat(ran("get", "a", "c", "-o", "csv", "--order", "ascend").out()).isEqualTo(both);
        assertThat(ran("get", "b", "-o", "properties").out()).isEqualTo("b=text\n");
        assertThat(ran("get", "none", "--prefix", "-o", "yaml").out()).isEqualTo("[]\n");
    }

    @Test
    void keysAndCounts() {
        assertThat(ran("get", "a", "c", "--keys-only", "-o", "raw").out()).isEqualTo("a\t2\t2\t1\t\nb\t3\t3\t1\t\n");
        assertThat(ran("get", "a", "c", "--keys-only", "-o", "ndjson").out())
                .startsWith("{\"key\":\"a\",\"create_revision\":2,");
        assertThat(ran("get", "many/", "--prefix", "--count-only", "-o", "raw").out())
                .isEqualTo("100\n");
    }

    @Test
    void aRangeOfManyPages() {
        assertThat(ran("get", "many/", "--prefix", "-o", "raw").bytes().length())
                .isEqualTo(100 * 100_001);
        assertThat(ran("get", "many/", "--prefix", "--limit", "70", "-o", "ndjson")
                        .out()
                        .lines())
                .hasSize(70);
        assertThat(ran("get", "many/", "--prefix", "--keys-only").out().lines()).hasSize(200);
    }

    @Test
    void puts() {
        assertThat(ran("put", "p", "1", "-o", "raw").out()).matches("\\d+\n");
        assertThat(ran("put", "p", "2", "--prev-kv", "-o", "ndjson").out())
                .matches("\\{\"revision\":\\d+,\"prev_value\":\"1\",\"prev_mod_revision\":\\d+}\n");
    }
}
