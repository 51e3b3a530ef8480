package dev.tercet.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.error.UnavailableException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Three keys in pages of one, the third of which is asked for ahead. */
class ScanIteratorTest {
    private final List<String> reads = new ArrayList<>();
    private final Iterator<KeyValue> scan =
            new ScanIterator(new ScanMachine(Get.prefix("k"), 0), new ScanIterator.Pages() {
                @Override
                public GetResult read(Get page) {
                    reads.add("read");
                    if (refused != null) {
                        throw refused;
                    }
                    return page();
                }

                @Override
                public ScanIterator.Asked ask(Get page) {
                    reads.add("asked");
                    return new Asked();
                }
            });

    private int pages;
    private boolean late;
    private @Nullable EtcdException ahead;
    private @Nullable EtcdException refused;

    private final class Asked implements ScanIterator.Asked {
        @Override
        public boolean isDone() {
            return !late;
        }

        @Override
        public GetResult await() {
            if (ahead != null) {
                throw ahead;
            }
            return page();
        }
    }

    private GetResult page() {
        pages++;
        KeyValue kv = new KeyValue(Bytes.of("k" + pages), Bytes.EMPTY, 1, 1, 1, 0);
        return new GetResult(new Header(1, 1, 42, 1), List.of(kv), pages < 3, 3);
    }

    private static EtcdException.Details because(ErrorCode code) {
        return EtcdException.Details.of(code, Outcome.NOT_APPLIED, "by the test");
    }

    private void takeUntilThePageAhead() {
        assertThat(scan.next().keyText()).isEqualTo("k1");
        assertThat(scan.next().keyText()).isEqualTo("k2");
        assertThat(reads).containsExactly("read", "read", "asked");
    }

    @Test
    void aPageAheadIsReadOnce() {
        takeUntilThePageAhead();

        assertThat(scan.next().keyText()).isEqualTo("k3");
        assertThat(scan.hasNext()).isFalse();
        assertThat(reads).containsExactly("read", "read", "asked");
    }

    @Test
    void aPageAheadThatMayWorkLaterIsReadOnceMore() {
        takeUntilThePageAhead();
        ahead = new UnavailableException(because(ErrorCode.UNAVAILABLE));

        assertThat(scan.next().keyText()).isEqualTo("k3");
        assertThat(scan.hasNext()).isFalse();
        assertThat(reads).containsExactly("read", "read", "asked", "read");
    }

    @Test
    void whatFailsInItsTurnTooIsTheFailure() {
        takeUntilThePageAhead();
        ahead = new UnavailableException(because(ErrorCode.UNAVAILABLE));
        refused = new UnavailableException(because(ErrorCode.UNAVAILABLE));

        assertThatThrownBy(scan::hasNext).isSameAs(refused);
        assertThat(reads).containsExactly("read", "read", "asked", "read");
    }

    @Test
    void aPageAheadThatFailsWhileItIsWaitedForHasHadTheDeadlineOfTheWait() {
        takeUntilThePageAhead();
        late = true;
        ahead = new UnavailableException(because(ErrorCode.UNAVAILABLE));

        assertThatThrownBy(scan::hasNext).isSameAs(ahead);
        assertThat(reads).containsExactly("read", "read", "asked");
        assertThat(scan.next().keyText()).isEqualTo("k3");
        assertThat(reads).containsExactly("read", "read", "asked", "read");
    }

    @Test
    void otherFailuresOfAPageAheadAreFinal() {
        takeUntilThePageAhead();
        ahead = new ProtocolException(because(ErrorCode.PROTOCOL));

        assertThatThrownBy(scan::hasNext).isSameAs(ahead);
        assertThat(reads).containsExactly("read", "read", "asked");
    }
}
