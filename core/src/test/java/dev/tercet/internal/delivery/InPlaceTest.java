package dev.tercet.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.spi.engine.InPlaceCallbacks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InPlaceTest {
    private final List<String> ran = new ArrayList<>();
    private final InPlace inPlace = new InPlace(Straight.NOW);

    @Test
    void aCallbackRunsAtOnce() {
        inPlace.complete(() -> ran.add("future " + InPlaceCallbacks.isRunning()));
        inPlace.listeners().execute(() -> ran.add("listener " + InPlaceCallbacks.isRunning()));

        assertThat(ran).containsExactly("future true", "listener true");
        assertThat(InPlaceCallbacks.isRunning()).isFalse();
    }

    @Test
    void whatACallbackBringsAboutRunsAfterIt() {
        inPlace.complete(() -> {
            inPlace.complete(() -> ran.add("third"));
            inPlace.listeners().execute(() -> ran.add("fourth"));
            ran.add("first");
            ran.add("second");
        });

        assertThat(ran).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void aLongChainIsNoTowerOfFrames() {
        again(100_000);

        assertThat(ran).hasSize(100_000);
    }

    private void again(int times) {
        inPlace.complete(() -> {
            ran.add("once");
            if (times > 1) {
                again(times - 1);
            }
        });
    }

    @Test
    void whatOnlyOtherLanguagesThrowIsNotTheNextOnesEither() {
        inPlace.complete(() -> {
            inPlace.complete(() -> ran.add("after"));
            InPlaceTest.<RuntimeException>throwAnyway(new IOException("thrown by the test"));
        });

        assertThat(ran).containsExactly("after");
        assertThat(InPlaceCallbacks.isRunning()).isFalse();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void throwAnyway(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void inACallbackNobodyWaits() {
        InPlaceCallbacks.refuseToWait("elsewhere all do");
        inPlace.complete(() -> {
            try {
                InPlaceCallbacks.refuseToWait("put \"k\"");
            } catch (IllegalStateException e) {
                ran.add(String.valueOf(e.getMessage()));
            }
        });

        assertThat(ran).hasSize(1);
        assertThat(ran.get(0)).startsWith("put \"k\": not begun").endsWith("call the asynchronous view");
    }

    @Test
    void whatOneThrowsIsNotTheNextOnes() {
        inPlace.complete(() -> {
            inPlace.complete(() -> ran.add("after"));
            throw new IllegalStateException("thrown by the test");
        });

        assertThat(ran).containsExactly("after");
        assertThat(InPlaceCallbacks.isRunning()).isFalse();
    }
}
