package dev.tercet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void allAreClosedTogether() throws Exception {
        Subscriptions both = Subscriptions.open(all -> {
            all.add(() -> closed.add("one"));
            all.add(() -> closed.add("two"));
        });
        assertThat(closed).isEmpty();

        both.close();
        assertThat(closed).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void whatWasOpenIsClosedWhenTheNextCannotBe() {
        assertThatThrownBy(() -> Subscriptions.open(all -> {
                    all.add(() -> closed.add("one"));
                    throw new IllegalStateException("two was not created");
                }))
                .hasMessage("two was not created");
        assertThat(closed).containsExactly("one");
    }
}
