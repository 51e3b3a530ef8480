package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnExitTest {
    private final OnExit ends = new OnExit();
    private final List<String> ended = new ArrayList<>();

    @Test
    void theLastIsEndedFirstAndEachOnce() {
        ends.add(() -> ended.add("data"));
        ends.add(() -> ended.add("etcd"));
        ends.close();
        ends.close();

        assertThat(ended).containsExactly("etcd", "data");
    }

    @Test
    void whatComesTooLateIsEndedAtOnce() {
        ends.close();
        ends.add(() -> ended.add("etcd"));

        assertThat(ended).containsExactly("etcd");
    }

    @Test
    void oneThatFailsKeepsNoOther() {
        ends.add(() -> ended.add("data"));
        ends.add(() -> {
            throw new IllegalStateException("lost");
        });

        assertThatThrownBy(ends::close).hasMessage("lost");
        assertThat(ended).containsExactly("data");
    }
}
