package dev.tercet.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class UncaughtTest {
    private static final Logger LOG = LoggerFactory.getLogger(UncaughtTest.class);

    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    @AfterEach
    void restore() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void whatAListenerThrowsIsToldToTheApplicationsHandler() {
        List<Throwable> told = new ArrayList<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> told.add(thrown));
        RuntimeException thrown = new IllegalStateException("by a listener");
        List<String> ran = new ArrayList<>();
        InOrder inOrder = new InOrder(Runnable::run);
        inOrder.submit(() -> {
            throw thrown;
        });
        inOrder.submit(() -> ran.add("the next"));
        assertThat(told).containsExactly(thrown);
        assertThat(ran).containsExactly("the next");
    }

    @Test
    void aHandlerThatThrowsEndsNothing() {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            throw new IllegalStateException("by the handler");
        });
        assertThatCode(UncaughtTest::tell).doesNotThrowAnyException();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> Checked.thrown("by the handler"));
        assertThatCode(UncaughtTest::tell).doesNotThrowAnyException();
    }

    @Test
    void withoutAHandlerNothingHappens() {
        Thread.setDefaultUncaughtExceptionHandler(null);
        assertThatCode(UncaughtTest::tell).doesNotThrowAnyException();
    }

    private static void tell() {
        Uncaught.tell(LOG.atError(), "a listener of this test failed", new IllegalStateException("by a listener"));
    }
}
