package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read, and what answers tell. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.v2.V2Targets#all")
record KeysTest(V2Target target) implements V2Contract {
    // More than would get through one by one.
    private static final int MANY = 300;

    @Test
    void theBackendIsTheOneThatWasChosen() {
        assertThat(v2().backend()).isEqualTo(target().backend());
    }

    @Test
    void whatIsSetIsRead() {
        String key = fresh();
        EtcdResult set = v2().set(key, "one");
        assertThat(set.action()).isEqualTo(V2Action.SET);
        assertThat(set.newKey()).isTrue();
        assertThat(set.key()).isEqualTo(key);
        assertThat(set.value()).contains("one");
        assertThat(set.dir()).isFalse();
        assertThat(set.ttl()).isEmpty();
        assertThat(set.expiration()).isEmpty();
        assertThat(set.prevNode()).isEmpty();
        assertThat(set.createdIndex()).isEqualTo(set.modifiedIndex());
        assertThat(set.etcdIndex()).isGreaterThanOrEqualTo(set.modifiedIndex());
        assertThat(set.raftTerm()).isPositive();

        EtcdResult got = v2().get(key);
        assertThat(got.action()).isEqualTo(V2Action.GET);
        assertThat(got.newKey()).isFalse();
        assertThat(got.node()).isEqualTo(set.node());
        assertThat(got.etcdIndex()).isGreaterThanOrEqualTo(set.modifiedIndex());
        assertThat(v2().read(V2Read.of(key).quorum()).node()).isEqualTo(set.node());
        assertThat(v2().contains(key)).isTrue();
    }

    @Test
    void whatIsSetAgainTellsWhatItWas() {
        String key = fresh();
        EtcdResult first = v2().set(key, "one");
        EtcdResult second = v2().set(key, "two");
        assertThat(second.action()).isEqualTo(V2Action.SET);
        assertThat(second.newKey()).isFalse();
        assertThat(second.prevNode()).contains(first.node());
        assertThat(second.modifiedIndex()).isGreaterThan(first.modifiedIndex());
        assertThat(v2().get(key).node()).isEqualTo(second.node());
    }

    @Test
    void ofManyThatSetOneKeyEachIsToldOfTheOneBefore() throws Exception {
        String key = fresh();
        List<CompletableFuture<EtcdResult>> writes = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            writes.add(bare().async().set(key, Integer.toString(i)));
        }
        List<EtcdResult> chain = new ArrayList<>();
        for (CompletableFuture<EtcdResult> write : writes) {
            chain.add(Soon.of(write));
        }
        chain.sort(Comparator.comparing(EtcdResult::modifiedIndex));
        assertThat(chain.get(0).newKey()).isTrue();
        assertThat(chain.get(0).prevNode()).isEmpty();
        for (int i = 1; i < MANY; i++) {
            assertThat(chain.get(i).prevNode()).contains(chain.get(i - 1).node());
            assertThat(chain.get(i).newKey()).isFalse();
        }
        assertThat(v2().get(key).node()).isEqualTo(chain.get(MANY - 1).node());
    }

    @Test
    void whatIsSetAgainIsCreatedAnew() {
        requires(V2Capability.SET_CREATES_ANEW);
        String key = fresh();
        v2().set(key, "one");
        EtcdResult second = v2().set(key, "two");
        assertThat(second.createdIndex()).isEqualTo(second.modifiedIndex());
    }

    @Test
    void whatIsNotThereIsToldSo() {
        String top = fresh();
        String key = top + "/a";
        v2().makeDirectory(top);
        assertThat(v2().contains(key)).isFalse();
        Fails.with(V2Code.KEY_NOT_FOUND, key, () -> v2().get(key));
        Fails.with(
                V2Code.KEY_NOT_FOUND,
                key,
                () -> v2().read(V2Read.of(key).recursive().quorum()));
        // The first that is missing on the way.
        Fails.with(V2Code.KEY_NOT_FOUND, key, () -> v2().get(key + "/b/c"));
        Fails.with(V2Code.KEY_NOT_FOUND, key, () -> v2().testAndSet(key + "/b/c", "new", "old"));
        Fails.with(V2Code.KEY_NOT_FOUND, key, () -> v2().delete(key + "/b/c"));
    }

    @Test
    void keysAreWrittenInManyWays() {
        String key = fresh();
        v2().set(key + "/a", "1");
        assertThat(v2().get(key.substring(1) + "/a").key()).isEqualTo(key + "/a");
        assertThat(v2().get(key + "//a/").key()).isEqualTo(key + "/a");
        assertThat(v2().get(key + "/b/../a").key()).isEqualTo(key + "/a");
        for (String name : List.of("with blank", "a+b&c=d%e", "q?x#y;z", "\"quoted\"\\", "größer-€-😀", "%2F", "~.-")) {
            assertThat(v2().set(key + "/" + name, name).key()).isEqualTo(key + "/" + name);
            assertThat(v2().get(key + "/" + name).value()).contains(name);
        }
        assertThat(v2().read(V2Read.of(key).recursive()).children())
                .extracting(V2Node::name)
                .contains("with blank", "größer-€-😀", "%2F");
    }

    @Test
    void valuesAreAnyText() {
        String key = fresh();
        for (String value :
                List.of("", " ", "a=b&c+d%20", "line\nline\r\n\ttab", "größer-€-😀", "null", "\"", "\u0001")) {
            assertThat(v2().set(key, value).value()).contains(value);
            assertThat(v2().get(key).value()).contains(value);
        }
        String large = "0123456789€".repeat(20_000);
        v2().set(key, large);
        assertThat(v2().get(key).value()).contains(large);
    }

    @Test
    void anAnswerMayBeBrief() {
        String key = fresh();
        assertThat(v2().write(V2Write.value(key, "one").withoutValueInAnswer()).value())
                .isEmpty();
        EtcdResult swapped =
                v2().write(V2Write.value(key, "two").ifPrevValue("one").withoutValueInAnswer());
        assertThat(swapped.action()).isEqualTo(V2Action.COMPARE_AND_SWAP);
        assertThat(swapped.value()).isEmpty();
        assertThat(v2().get(key).value()).contains("two");
    }
}
