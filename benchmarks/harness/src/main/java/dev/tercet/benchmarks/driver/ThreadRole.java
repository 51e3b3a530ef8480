package dev.tercet.benchmarks.driver;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a thread of a contender is there for, by its name. */
enum ThreadRole {
    IO(
            "I/O",
            "grpc-(default|nio)-(worker|boss)-.*|(nio|epoll|multiThreadIo)EventLoopGroup-.*|vert\\.x-eventloop-thread-.*|etcd-event-pool-.*"
                    + "|OkHttp .*|HttpClient-.*-SelectorManager"),
    CALLBACKS(
            "callbacks",
            "tercet-callback-.*|jetcd-pool-.*|grpc-default-executor-.*|ForkJoinPool\\.commonPool-worker-.*|HttpClient-.*-Worker-.*"
                    + "|vert\\.x-(worker|internal-blocking)-.*"),
    /** The harness's own, virtual ones among them, which have no name. */
    CALLERS("callers", "main|Thread-\\d+|pool-\\d+-thread-\\d+|"),
    OTHERS("others", ".*");

    private final String title;
    private final Pattern names;

    ThreadRole(String title, String names) {
        this.title = title;
        this.names = Pattern.compile(names);
    }

    /** What the table calls it. */
    String title() {
        return title;
    }

    /** That of a thread with this name. */
    static ThreadRole of(String name) {
        return Stream.of(values())
                .filter(role -> role.names.matcher(name).matches())
                .findFirst()
                .orElse(OTHERS);
    }
}
