package dev.tercet.recipes.internal.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.internal.barrier.LatchState.Progress;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchEvent.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatchStateTest {
    private static final Bytes COUNT = Bytes.of("l/count");
    private static final Bytes DONE = Bytes.of("l/done/");

    private static WatchEvent event(Type type, String key, String value, long at) {
        KeyValue kv = new KeyValue(Bytes.of(key), Bytes.of(value), type == Type.PUT ? at : 0, at, 1, 0);
        return new WatchEvent(type, kv, null);
    }

    private static LatchState after(LatchState state, WatchEvent... events) {
        return state.after(List.of(events), COUNT, DONE);
    }

    @Test
    void setAndCountedDown() {
        LatchState set = after(LatchState.UNKNOWN, event(Type.PUT, "l/count", "2 x", 5));
        assertThat(set.left(IllegalStateException::new)).isEqualTo(2);
        LatchState one = after(set, event(Type.PUT, "l/done/a", "", 6));
        assertThat(one.ended()).isEmpty();
        assertThat(one).hasToString("with 1 of 2 to go");
        LatchState open = after(one, event(Type.PUT, "l/done/b", "", 7));
        assertThat(open.ended()).contains(Progress.OPEN);
        assertThat(after(open, event(Type.PUT, "l/done/c", "", 8)).left(IllegalStateException::new))
                .isZero();
    }

    @Test
    void otherKeysDoNotCount() {
        LatchState set = after(LatchState.UNKNOWN, event(Type.PUT, "l/count", "1 x", 5));
        assertThat(after(set, event(Type.PUT, "l/counter", "", 6)).ended()).isEmpty();
    }

    @Test
    void deleted() {
        LatchState set = after(LatchState.UNKNOWN, event(Type.PUT, "l/count", "2 x", 5));
        assertThat(after(set, event(Type.DELETE, "l/count", "", 6)).ended()).contains(Progress.DELETED);
        LatchState another = after(LatchState.UNKNOWN, event(Type.PUT, "l/count", "3 y", 9));
        assertThat(set.readAgain(another).ended()).contains(Progress.DELETED);
        assertThat(set.readAgain(set)).isEqualTo(set);
        assertThat(LatchState.UNKNOWN.readAgain(another)).isEqualTo(another);
    }

    @Test
    void notSet() {
        assertThatThrownBy(() -> LatchState.UNKNOWN.left(IllegalStateException::new))
                .isInstanceOf(IllegalStateException.class);
        assertThat(LatchState.UNKNOWN).hasToString("without a count yet");
    }
}
