package dev.tercet.benchmarks.driver;

import java.util.List;
import java.util.regex.Pattern;

/** Whose code it is that a thread was in. */
enum Layer {
    CLIENT("client", "dev\\.tercet|io\\.etcd|com\\.ibm\\.etcd|io\\.vertx|mousio"),
    MESSAGES(
            "messages",
            "com\\.google\\.protobuf|dev\\.tercet\\.proto|io\\.etcd\\.jetcd\\.api|com\\.ibm\\.etcd\\.api|com\\.fasterxml\\.jackson"),
    GRPC("gRPC", "io\\.grpc|io\\.perfmark"),
    NETTY("Netty", "io\\.netty|io\\.grpc\\.netty\\.shaded\\.io\\.netty"),
    SYSTEM_CALLS("system", ""),
    HARNESS("harness", "dev\\.tercet\\.benchmarks"),
    JDK("JDK", "");

    // The more special ones are asked first.
    private static final List<Layer> NAMED = List.of(NETTY, HARNESS, MESSAGES, GRPC, CLIENT);

    private static final Pattern NATIVE_IO = Pattern.compile(
            "sun\\.nio\\.(ch|fs)\\..*|java\\.(io|net)\\..*|.*\\.netty\\.channel\\.(epoll|unix|uring|kqueue)\\..*");
    private static final Pattern WAITING = Pattern.compile(
            ".*\\.(epollWait.*|epollBusyWait.*|ioUringEnter|keventWait|accept.*)|sun\\.nio\\.ch\\.EPoll\\.wait|sun\\.nio\\.ch\\.Net\\.poll"
                    + "|java\\.io\\.FileInputStream\\.read.*|java\\.lang\\.ProcessHandleImpl\\.waitForProcessExit0|jdk\\.jfr\\..*");

    private final String title;
    private final Pattern types;

    Layer(String title, String packages) {
        this.title = title;
        types = Pattern.compile("(" + packages + ")\\..*");
    }

    /** What the table calls it. */
    String title() {
        return title;
    }

    /**
     * A line of a stack.
     *
     * @param type the name of the class
     * @param isNative whether it is no Java code
     */
    record Frame(String type, String method, boolean isNative) {}

    /** Whether this stack, the innermost frame first, is of a thread that has nothing to do. */
    static boolean isWaiting(List<Frame> stack) {
        return !stack.isEmpty()
                && stack.get(0).isNative()
                && WAITING.matcher(stack.get(0).type() + "." + stack.get(0).method())
                        .matches();
    }

    /** That of the innermost frame which belongs to one: code of the JDK and of other libraries counts as that of its caller. */
    static Layer of(List<Frame> stack) {
        if (!stack.isEmpty()
                && stack.get(0).isNative()
                && NATIVE_IO.matcher(stack.get(0).type()).matches()) {
            return SYSTEM_CALLS;
        }
        for (Frame frame : stack) {
            for (Layer layer : NAMED) {
                if (layer.types.matcher(frame.type()).matches()) {
                    return layer;
                }
            }
        }
        return JDK;
    }
}
