package dev.tercet.recipes.internal.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.internal.mirror.Join.Row;
import dev.tercet.recipes.internal.mirror.Join.Side;
import dev.tercet.recipes.mirror.ForeignKeys;
import dev.tercet.recipes.mirror.MirrorPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JoinTest {
    private static final MirrorPlan PLAN = MirrorPlan.of("src/").to("dst/").withCheckpoint("cp");

    @Test
    void tailsMeetWhateverTheirPrefixes() {
        Join join = new Join(Names.of(PLAN));
        assertThat(join.wants()).contains(Side.SOURCE);
        join.bring(Side.SOURCE, kvs("src/a", "src/c"), false);
        assertThat(join.wants()).contains(Side.DESTINATION);
        join.bring(Side.DESTINATION, kvs("dst/b", "dst/c"), true);
        assertThat(drain(join)).containsExactly("a s-", "b -d", "c sd");
        assertThat(join.wants()).contains(Side.DESTINATION);
        join.bring(Side.DESTINATION, kvs("dst/d"), false);
        assertThat(drain(join)).containsExactly("d -d");
        assertThat(join.wants()).isEmpty();
        assertThat(join.next()).isNull();
    }

    @Test
    void aSideThatMayHaveMoreIsWaitedFor() {
        Join join = new Join(Names.of(PLAN));
        join.bring(Side.SOURCE, kvs("src/m"), true);
        join.bring(Side.DESTINATION, kvs("dst/a", "dst/z"), true);
        assertThat(drain(join)).containsExactly("a -d", "m s-");
        // Whether the source has something before z is not known.
        assertThat(join.wants()).contains(Side.SOURCE);
    }

    @Test
    void whatIsTheMirrorsOwnIsNotLookedAt() {
        MirrorPlan all = MirrorPlan.of("").withCheckpoint("cp").withForeignKeys(ForeignKeys.KEEP);
        Join join = new Join(Names.of(all));
        join.bring(Side.SOURCE, kvs("a", "cp", "cp/a"), false);
        join.bring(Side.DESTINATION, kvs("a", "cp", "cp/a", "cpu"), false);
        assertThat(join.wants()).contains(Side.MARKS);
        join.bring(Side.MARKS, kvs("cp/a"), false);
        assertThat(drain(join)).containsExactly("a sdm", "cpu -d");
    }

    @Test
    void aKeyThatWouldHaveNoNameIsLeftOut() {
        Join join = new Join(Names.of(PLAN.to("")));
        join.bring(Side.SOURCE, kvs("src/", "src/a"), false);
        join.bring(Side.DESTINATION, List.of(), false);
        assertThat(drain(join)).containsExactly("a s-");
    }

    @Test
    void aLeaseOrAnotherValueIsADifference() {
        KeyValue source = kv("a", "v", 7);
        assertThat(new Row(Bytes.of("a"), source, kv("a", "v", 0), false).isSame())
                .isTrue();
        assertThat(new Row(Bytes.of("a"), source, kv("a", "v", 7), false).isSame())
                .isFalse();
        assertThat(new Row(Bytes.of("a"), source, kv("a", "w", 0), false).isSame())
                .isFalse();
        assertThat(new Row(Bytes.of("a"), source, null, false).isSame()).isFalse();
    }

    private static List<String> drain(Join join) {
        List<String> rows = new ArrayList<>();
        while (join.wants().isEmpty()) {
            Row row = join.next();
            if (row == null) {
                break;
            }
            rows.add(row.tail().utf8() + " " + (row.source() == null ? "-" : "s")
                    + (row.destination() == null ? "-" : "d") + (row.marked() ? "m" : ""));
        }
        return rows;
    }

    private static List<KeyValue> kvs(String... keys) {
        return Stream.of(keys).map(key -> kv(key, "v", 0)).toList();
    }

    private static KeyValue kv(String key, String value, long lease) {
        return new KeyValue(Bytes.of(key), Bytes.of(value), 2, 2, 1, lease);
    }
}
