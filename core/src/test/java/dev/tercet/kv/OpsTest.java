package dev.tercet.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpsTest {
    @Test
    void everyWitherOfAGetKeepsWhatTheOthersSet() {
        Get get = Get.prefix("/a/")
                .limit(5)
                .atRevision(42)
                .sortedBy(SortTarget.MOD_REVISION, SortOrder.DESCENDING)
                .minModRevision(1)
                .maxModRevision(2)
                .minCreateRevision(3)
                .maxCreateRevision(4)
                .serializable()
                .keysOnly()
                .countOnly()
                .withRange(KeyRange.of("k"));

        assertThat(get.range()).isEqualTo(KeyRange.of("k"));
        assertThat(get.maxKeys()).isEqualTo(5);
        assertThat(get.revision()).isEqualTo(42);
        assertThat(get.sortTarget()).isEqualTo(SortTarget.MOD_REVISION);
        assertThat(get.sortOrder()).isEqualTo(SortOrder.DESCENDING);
        assertThat(get.filter()).isEqualTo(new RevisionFilter(1, 2, 3, 4));
        assertThat(get.isSerializable()).isTrue();
        assertThat(get.isKeysOnly()).isTrue();
        assertThat(get.isCountOnly()).isTrue();
        assertThat(get).hasToString("count \"k\" at revision 42");
        assertThat(Get.of("k")).hasToString("get \"k\"");
        assertThat(Get.all()).hasToString("get every key");
        assertThat(Get.all().range()).isEqualTo(KeyRange.ALL);
    }

    @Test
    void aGetStartsLinearizableCurrentAndUnlimited() {
        Get get = Get.of("k");

        assertThat(get.maxKeys()).isZero();
        assertThat(get.revision()).isZero();
        assertThat(get.isSerializable()).isFalse();
        assertThat(get.filter()).isEqualTo(RevisionFilter.NONE);
    }

    @Test
    void aGetNamesItsMistakes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Get.of("k").limit(-1))
                .withMessage("limit is negative: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Get.of("k").atRevision(-2))
                .withMessage("revision is negative: -2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Get.of("k").minModRevision(-3))
                .withMessage("minModRevision is negative: -3");
        assertThatIllegalArgumentException().isThrownBy(() -> Get.of(""));
    }

    @Test
    void everyWitherOfAPutKeepsWhatTheOthersSet() {
        Put put = Put.of("k", "v").withLease(-7).returningPrevious().withKey(Bytes.of("other"));

        assertThat(put.key()).isEqualTo(Bytes.of("other"));
        assertThat(put.value()).isEqualTo(Bytes.of("v"));
        assertThat(put.lease()).isEqualTo(-7);
        assertThat(put.returnsPrevious()).isTrue();
        assertThat(put.keepsValue()).isFalse();
        assertThat(put.keepsLease()).isFalse();
        assertThat(Put.keepingValue("k").keepingLease().returningPrevious())
                .matches(Put::keepsValue)
                .matches(Put::keepsLease)
                .matches(Put::returnsPrevious);
        assertThat(Put.of("ä", "ö", StandardCharsets.ISO_8859_1).key()).isEqualTo(Bytes.ofHex("e4"));
    }

    @Test
    void aPutDoesNotShowItsValue() {
        assertThat(Put.of("k", "secret")).hasToString("put \"k\"");
        assertThat(Put.of("k", "secret").withLease(0x3b40a1fb16ad6083L))
                .hasToString("put \"k\" on lease 3b40a1fb16ad6083");
    }

    @Test
    void aPutNamesItsMistakes() {
        assertThatIllegalArgumentException().isThrownBy(() -> Put.of("", "v")).withMessageContaining("key is empty");
        assertThatIllegalArgumentException().isThrownBy(() -> Put.keepingValue(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Put.of("k", "v").withKey(Bytes.EMPTY));
        assertThatIllegalStateException()
                .isThrownBy(() -> Put.of("k", "v").withLease(7).keepingLease())
                .withMessageContaining("lease 7");
        assertThatIllegalStateException()
                .isThrownBy(() -> Put.of("k", "v").keepingLease().withLease(7))
                .withMessageContaining("lease 7");
        assertThat(Put.of("k", "v").keepingLease().withLease(0).keepsLease()).isTrue();
    }

    @Test
    void aDeleteKeepsWhatWasSet() {
        Delete delete = Delete.prefix("/a/").returningPrevious().withRange(KeyRange.ALL);

        assertThat(delete.returnsPrevious()).isTrue();
        assertThat(delete.range()).isEqualTo(KeyRange.ALL);
        assertThat(delete).hasToString("delete every key");
        assertThatIllegalArgumentException().isThrownBy(() -> Delete.of(""));
    }

    @Test
    void aTransactionAddsToItsBranchesAndNests() {
        Txn inner = Txn.all(Get.of("b"));
        Txn txn = Txn.when(Compare.missing("a"), Compare.value("b").equalTo("1"))
                .then(Put.of("a", "1"))
                .then(inner)
                .orElse(Get.of("a"))
                .orElse(List.of(Delete.of("c")));

        assertThat(txn.compares()).hasSize(2);
        assertThat(txn.thens()).hasSize(2).contains(inner);
        assertThat(txn.elses()).hasSize(2);
        assertThat(txn).hasToString("txn of \"a\", \"b\", \"c\" (2 compares, 2 then, 2 else)");
        assertThat(Txn.when()).hasToString("txn (0 compares, 0 then, 0 else)");
        assertThat(txn.then(Put.of("d", "1"), Put.of("e", "1")))
                .hasToString("txn of \"a\", \"b\", \"d\", … (2 compares, 4 then, 2 else)");
        assertThat(Txn.when(Compare.version(KeyRange.prefix("p/")).equalTo(0)))
                .hasToString("txn of prefix \"p/\" (1 compare, 0 then, 0 else)");
        assertThatThrownBy(() -> txn.thens().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aTransactionOnlyReadsIfBothBranchesDo() {
        Get local = Get.of("k").serializable();

        assertThat(Txn.when().isReadOnly()).isTrue();
        assertThat(Txn.all(Get.of("k")).isReadOnly()).isTrue();
        assertThat(Txn.all(Txn.all(Get.of("k"))).isReadOnly()).isTrue();
        assertThat(Txn.all(Txn.all(Put.of("k", "v"))).isReadOnly()).isFalse();
        assertThat(Txn.all(Get.of("k")).orElse(Delete.of("k")).isReadOnly()).isFalse();
        assertThat(Txn.all(local).orElse(local).isSerializable()).isTrue();
        assertThat(Txn.all(local).orElse(Get.of("k")).isSerializable()).isFalse();
        assertThat(Txn.all(Txn.all(local)).isSerializable()).isFalse();
    }

    @Test
    void comparesSayWhatTheyCompare() {
        KeyRange k = KeyRange.of("k");

        assertThat(Compare.exists("k"))
                .isEqualTo(new Compare(k, Compare.Target.VERSION, Compare.Relation.GREATER, 0, Bytes.EMPTY));
        assertThat(Compare.missing("k"))
                .isEqualTo(new Compare(k, Compare.Target.VERSION, Compare.Relation.EQUAL, 0, Bytes.EMPTY));
        assertThat(Compare.value("k").notEqualTo("v"))
                .isEqualTo(new Compare(k, Compare.Target.VALUE, Compare.Relation.NOT_EQUAL, 0, Bytes.of("v")));
        assertThat(Compare.value("k").lessThan("v").relation()).isEqualTo(Compare.Relation.LESS);
        assertThat(Compare.value("k").greaterThan("v").relation()).isEqualTo(Compare.Relation.GREATER);
        assertThat(Compare.createRevision("k").lessThan(7).target()).isEqualTo(Compare.Target.CREATE_REVISION);
        assertThat(Compare.modRevision("k").equalTo(7).target()).isEqualTo(Compare.Target.MOD_REVISION);
        assertThat(Compare.lease("k").notEqualTo(7).number()).isEqualTo(7);
        assertThat(Compare.lease("k").equalTo(7).withRange(KeyRange.ALL).range())
                .isEqualTo(KeyRange.ALL);
        assertThatIllegalArgumentException().isThrownBy(() -> Compare.exists(""));
    }

    @Test
    void aResultOfAnotherKindSaysWhichOperationItWas() {
        TxnResult result = new TxnResult(Header.NONE, true, List.of(new PutResult(Header.NONE, null)));

        assertThat(result.put(0).previous()).isEmpty();
        assertThatThrownBy(() -> result.get(0))
                .isInstanceOf(ClassCastException.class)
                .hasMessage("operation 0 of the then branch answered a PutResult, not a GetResult");
    }

    @Test
    void aCompactionChecksItsRevision() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compaction.at(-1))
                .withMessage("revision is negative: -1");
        assertThat(Compaction.at(5).waitingUntilRemoved()).isEqualTo(new Compaction(5, true));
    }
}
