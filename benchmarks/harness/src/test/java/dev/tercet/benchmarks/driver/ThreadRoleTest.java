package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadRoleTest {

    @ParameterizedTest
    @CsvSource({
        "IO, grpc-default-worker-ELG-1-2",
        "IO, grpc-nio-worker-ELG-1-2",
        "IO, vert.x-eventloop-thread-0",
        "IO, etcd-event-pool-0",
        "IO, HttpClient-1-SelectorManager",
        "CALLBACKS, tercet-callback-1-2",
        "CALLBACKS, jetcd-pool-1-thread-2",
        "CALLBACKS, grpc-default-executor-0",
        "CALLBACKS, ForkJoinPool.commonPool-worker-3",
        "CALLBACKS, HttpClient-1-Worker-0",
        "CALLERS, main",
        "CALLERS, Thread-63",
        "CALLERS, pool-2-thread-1",
        "CALLERS, ''",
        "OTHERS, tercet-timer-1",
        "OTHERS, ForkJoinPool-1-worker-1",
        "OTHERS, mainly",
    })
    void aNameTells(ThreadRole role, String name) {
        assertThat(ThreadRole.of(name)).isEqualTo(role);
    }
}
