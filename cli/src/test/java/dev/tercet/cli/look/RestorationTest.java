package dev.tercet.cli.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Interrupts;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of 250 keys, in three steps. */
class RestorationTest {
    private static final int KEYS = 250;

    private static EmbeddedEtcd server;
    private static EtcdClient etcd;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Interrupts interrupts = Interrupts.handedOn();

    @BeforeAll
    static void start() {
        server = EmbeddedEtcd.builder().port(0).start();
        etcd = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        server.reset();
    }

    @Test
    void whatNobodyCanTellIsNotSaidToBeUndone() {
        server.faults().add(Fault.replyLost().on("Txn").after(1).times(1));
        assertThatThrownBy(() -> restore(number -> {})).isInstanceOf(EtcdException.class);
        assertThat(told()).isEqualTo("of 250 keys 100 are restored, 100 may or may not be, 50 are not.\n");
        assertThat(keys()).isEqualTo(200);
    }

    @Test
    void whatIsRefusedIsNotDone() {
        server.faults().add(Fault.unavailable().on("Txn").after(2));
        assertThatThrownBy(() -> restore(number -> {})).isInstanceOf(EtcdException.class);
        assertThat(told()).startsWith("of 250 keys 200 are restored, 50 ");
    }

    @Test
    void aLookThatFailsTellsWhatIsDone() {
        assertThatThrownBy(() -> restore(number -> {
                    if (number == 150) {
                        throw new IllegalStateException("compacted");
                    }
                }))
                .hasMessage("compacted");
        assertThat(told()).isEqualTo("of 250 keys 100 are restored, 150 are not.\n");
    }

    @Test
    void itEndsBetweenTwoSteps() {
        assertThatThrownBy(() -> restore(number -> {
                    if (number == 150) {
                        interrupts.interrupt("INT");
                    }
                }))
                .isInstanceOfSatisfying(
                        CommandException.class, end -> assertThat(end.exit()).isEqualTo(Exit.INTERRUPTED))
                .hasMessage("interrupted (INT).");
        assertThat(told()).isEqualTo("of 250 keys 100 are restored, 150 are not.\n");
        assertThat(keys()).isEqualTo(100);
    }

    @Test
    void whatSomebodyChangesIsLeftAlone() {
        etcd.kv().put("k/120", "mine");
        assertThatThrownBy(() -> restore(number -> {})).hasMessageContaining("was changed meanwhile");
        assertThat(told()).isEqualTo("of 250 keys 100 are restored, 150 are not.\n");
        assertThat(etcd.kv().getString("k/120")).hasValue("mine");
    }

    private void restore(LongConsumer look) {
        Out out = new Out("standard error", err, false);
        Iterator<Difference> all = LongStream.range(0, KEYS)
                .peek(look)
                .mapToObj(number ->
                        new Difference(null, new KeyValue(Bytes.of("k/" + number), Bytes.of("was"), 1, 1, 1, 0)))
                .iterator();
        try {
            new Restoration(etcd, out, interrupts, KEYS).run(all, each -> true);
        } finally {
            out.flush();
        }
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static long keys() {
        return etcd.kv().get(Get.prefix("k/").countOnly()).count();
    }
}
