package dev.tercet.embedded.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.status.EtcdErrors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is left of a step in which something struck that nobody can foresee. */
class BrokenServerTest {
    private static final ByteString KEY = ByteString.copyFromUtf8("k");

    private final Apply apply = new Apply();
    private final Store store = new Store(apply);

    @Test
    void anErrorBreaksIt() {
        StackOverflowError error = new StackOverflowError();
        assertThatThrownBy(() -> apply.step((Runnable) () -> {
                    throw error;
                }))
                .isSameAs(error);
        assertThat(apply.broken()).isSameAs(error);
        // What is open can still be closed.
        assertThat(apply.step(() -> 1)).isEqualTo(1);
    }

    @Test
    void anEffectThatIsCutShortBreaksItToo() {
        apply.step(() -> apply.afterwards(() -> {
            throw new StackOverflowError();
        }));
        assertThat(apply.broken()).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void aRefusalDoesNot() {
        assertThatThrownBy(() -> apply.step((Runnable) () -> {
                    throw EtcdErrors.COMPACTED;
                }))
                .isSameAs(EtcdErrors.COMPACTED);
        assertThat(apply.broken()).isNull();
    }

    @Test
    void aWriteThatFailsHalfwayIsOver() {
        assertThatThrownBy(() -> apply.step(() -> store.write(writing -> {
                    writing.put(KEY, KEY, 0);
                    throw new StackOverflowError();
                })))
                .isInstanceOf(StackOverflowError.class);
        assertThat(apply.step(() -> store.revision())).isEqualTo(2);
        apply.step(() -> store.write(writing -> writing.delete(KeyInterval.ALL)));
        assertThat(apply.step(() -> store.revision())).isEqualTo(3);
    }

    @Test
    void aCommitOfWhichNotAllHearBreaksIt() {
        AtomicBoolean heard = new AtomicBoolean();
        store.onCommit((revision, changes) -> {
            throw new IllegalStateException("on purpose");
        });
        store.onCommit((revision, changes) -> heard.set(true));
        assertThatThrownBy(() -> apply.step(() -> store.write(writing -> writing.put(KEY, KEY, 0))))
                .isInstanceOf(AssertionError.class)
                .hasRootCauseMessage("on purpose");
        assertThat(heard).isFalse();
        assertThat(apply.broken()).isNotNull();
    }
}
