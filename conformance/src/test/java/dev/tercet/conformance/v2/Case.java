package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Node;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done to what is somewhere, and what comes of it.
 *
 * @param place what is there
 * @param what in words
 * @param step what is done
 * @param action what the answer calls it; null if it is refused
 * @param code with what it is refused; null if it is not
 * @param cause what the refusal is about, with {@code KEY}, {@code ABOVE} and {@code INDEX} for what those are; null for the key
 */
record Case(
        Place place,
        String what,
        Step step,
        @Nullable V2Action action,
        @Nullable V2Code code,
        @Nullable String cause) {
    /** What is done with a key that was last changed at this index, which is 1 if there is none. */
    @FunctionalInterface
    interface Step {
        EtcdResult take(EtcdV2Client v2, String key, long index);
    }

    static Case does(Place place, String what, V2Action action, Step step) {
        return new Case(place, what, step, action, null, null);
    }

    static Case fails(Place place, String what, V2Code code, Step step) {
        return new Case(place, what, step, null, code, null);
    }

    Case about(String words) {
        return new Case(place, what, step, action, code, words);
    }

    /** Does it, in a directory of the test's own. */
    void run(EtcdV2Client v2, String directory) {
        String key = place.key(directory);
        place.make(v2, key);
        Optional<EtcdResult> before = place == Place.BELOW_FILE ? Optional.empty() : Place.now(v2, key);
        long index = before.map(EtcdResult::modifiedIndex).orElse(1L);
        if (code != null) {
            String expected = cause(code, key, index);
            Fails.with(code, expected, () -> step.take(v2, key, index));
            if (place != Place.BELOW_FILE && place != Place.ROOT) {
                assertThat(Place.now(v2, key).map(EtcdResult::node))
                        .as("what is refused changes nothing")
                        .isEqualTo(before.map(EtcdResult::node));
            }
            return;
        }
        EtcdResult result = step.take(v2, key, index);
        assertThat(result.action()).isEqualTo(action);
        assertThat(result.etcdIndex()).isGreaterThanOrEqualTo(result.modifiedIndex());
        assertThat(result.modifiedIndex()).isGreaterThan(index);
        if (place == Place.FILE) {
            V2Node old = before.orElseThrow().node();
            assertThat(result.prevNode()).contains(old);
        }
        if (result.action().isRemoval()) {
            assertThat(result.key()).isEqualTo(key);
            assertThat(result.value()).isEmpty();
            assertThat(v2.contains(key)).isFalse();
        } else {
            assertThat(result.newKey())
                    .isEqualTo(before.isEmpty() || !result.key().equals(key));
            EtcdResult now = v2.get(result.key());
            assertThat(now.value()).isEqualTo(result.value());
            assertThat(now.dir()).isEqualTo(result.dir());
        }
    }

    private String cause(V2Code refused, String key, long index) {
        String above = key.substring(0, Math.max(0, key.lastIndexOf('/')));
        String usual = refused == V2Code.NOT_DIRECTORY ? above : key;
        return cause == null
                ? usual
                : cause.replace("KEY", key)
                        .replace("INDEX", Long.toString(index))
                        .replace("ABOVE", above);
    }

    @Override
    public String toString() {
        return what + " where there is " + place;
    }
}
