package dev.tercet.cli.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.Ran;
import dev.tercet.embedded.EmbeddedEtcd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MirrorCommandTest {
    private static final EmbeddedEtcd SOURCE = EmbeddedEtcd.builder().port(0).start();
    private static final EmbeddedEtcd COPY = EmbeddedEtcd.builder().port(0).start();

    @BeforeAll
    static void something() {
        SOURCE.client().kv().put("app/a", "1");
        SOURCE.client().kv().put("app/b", "2");
        COPY.client().kv().put("taken/x", "other");
    }

    @AfterAll
    static void stop() {
        SOURCE.close();
        COPY.close();
    }

    private static Ran mirror(String... words) {
        List<String> all = new ArrayList<>(List.of("make-mirror", COPY.endpoint(), "--endpoints=" + SOURCE.endpoint()));
        all.addAll(List.of(words));
        return Ran.of(all.toArray(new String[0]));
    }

    @Test
    void onceIsACopyThatIsCompared() {
        Ran ran = mirror("--prefix", "app/", "--dest-prefix", "copy/", "--once");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).startsWith("the same: 2 keys, at revision ");
        assertThat(COPY.client().kv().getString("copy/a")).hasValue("1");
        assertThat(COPY.client().kv().getString("copy/b")).hasValue("2");
        assertThat(COPY.client().kv().get("tercet-mirror/copy/")).isPresent();
    }

    @Test
    void whatOthersHaveThereIsRefusedUnlessSaidOtherwise() {
        Ran refused = mirror("--prefix", "app/", "--dest-prefix", "taken/", "--once");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("tercet: ", "taken/");
        Ran kept = mirror("--prefix", "app/", "--dest-prefix", "taken/", "--once", "--foreign", "keep");
        assertThat(kept.exitCode()).as(kept.err()).isZero();
        assertThat(COPY.client().kv().getString("taken/x")).hasValue("other");
        assertThat(COPY.client().kv().getString("taken/a")).hasValue("1");
    }

    @Test
    void whatMakesNoSenseIsSaidBeforeAnythingIsSent() {
        assertThat(Ran.of("mirror").exitCode()).isEqualTo(2);
        assertThat(mirror("--dest-prefix", "x", "--no-dest-prefix").exitCode()).isEqualTo(2);
        assertThat(mirror("--foreign", "eat").exitCode()).isEqualTo(2);
        assertThat(mirror("--dest-password", "x").errLines().get(0)).contains("--dest-user");
        assertThat(mirror("--rev", "7").exitCode()).isEqualTo(4);
        assertThat(mirror("--max-txn-ops", "7").exitCode()).isEqualTo(4);
    }
}
