package dev.tercet.conformance.faults.load;

import dev.tercet.EtcdClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** The program of {@link VirtualThreads}: endpoint, milliseconds, how. Says line by line what it did and what it met. */
final class VirtualLoad {
    static final String CALLS = "calls: ";
    static final String FAILED = "failed: ";
    static final String PINNED = "pinned: ";
    static final String ELSEWHERE = "pinned elsewhere: ";

    private static final String EVENT = "jdk.VirtualThreadPinned";
    private static final int THREADS = 1_000;
    private static final int SHOWN = 5;
    private static final long WARM_UP_NANOS = 2_000_000_000L;
    private static final String WELL = "well";

    /** Waits in an initializer, within a call or not: to see that both are noticed, and told apart. */
    static final String IN_A_CALL = "pinned";

    static final String IN_NO_CALL = "pinned elsewhere";

    private VirtualLoad() {}

    public static void main(String[] args) throws Exception {
        long nanos = Long.parseLong(args[1]) * 1_000_000;
        try (EtcdClient etcd = EtcdClient.connect(args[0]);
                Recording recording = new Recording()) {
            for (int kind = 0; kind < VirtualCaller.KINDS; kind++) {
                // What is loaded and initialized for the first time pins whoever has it done, in any program.
                new VirtualCaller(etcd, kind).call();
            }
            // And by all at once, since some is met only then, or now and then.
            callFor(Math.min(nanos, WARM_UP_NANOS), etcd, WELL);
            recording.enable(EVENT).withoutThreshold().withStackTrace();
            recording.start();
            System.out.println(CALLS + callFor(nanos, etcd, args[2]));
            recording.stop();
            tell(recording);
        }
    }

    private static long callFor(long nanos, EtcdClient etcd, String how) throws Exception {
        LongAdder calls = new LongAdder();
        CountDownLatch all = new CountDownLatch(THREADS);
        long start = System.nanoTime();
        ExecutorService threads = virtual();
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                VirtualCaller caller = new VirtualCaller(etcd, i);
                String its = i == 0 ? how : WELL;
                futures.add(threads.submit(() -> {
                    all.countDown();
                    all.await();
                    if (its.equals(IN_A_CALL)) {
                        Pinning.call(etcd);
                    } else if (its.equals(IN_NO_CALL)) {
                        Sleeping.touch();
                    }
                    do {
                        caller.call();
                        calls.increment();
                    } while (System.nanoTime() - start < nanos);
                    return null;
                }));
            }
            for (Future<?> future : futures) {
                await(future);
            }
        } finally {
            threads.shutdown();
        }
        return calls.sum();
    }

    private static void await(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            System.out.println(FAILED + e.getCause());
        }
    }

    /** Compiled for JDKs that have none. */
    private static ExecutorService virtual() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    private static void tell(Recording recording) throws IOException {
        Path file = Files.createTempFile("tercet-virtual-", ".jfr");
        try {
            recording.dump(file);
            int shown = 0;
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                if (!event.getEventType().getName().equals(EVENT)) {
                    continue;
                }
                // Whoever's frame it is that pins: who called us has to wait for it.
                boolean ours = isCut(event)
                        || event.getStackTrace().getFrames().stream().anyMatch(VirtualLoad::isOurs);
                System.out.println(ours ? PINNED + stack(event, shown++ < SHOWN) : ELSEWHERE + owner(event));
            }
        } finally {
            Files.delete(file);
        }
    }

    /** Then nobody knows what is below. */
    private static boolean isCut(RecordedEvent event) {
        return event.getStackTrace() == null || event.getStackTrace().isTruncated();
    }

    /** Whose code it is that waits where it must not: the innermost that is not the JDK's. */
    private static String owner(RecordedEvent event) {
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        String whose = frames.stream()
                .filter(frame -> !frame.getMethod().getType().getName().matches("(java|javax|jdk|sun)\\..*"))
                .findFirst()
                .or(() -> frames.stream().findFirst())
                .map(VirtualLoad::words)
                .orElse("nobody");
        return whose + why(event);
    }

    /** What the JVM says of it; older ones say nothing. */
    private static String why(RecordedEvent event) {
        return event.hasField("pinnedReason") ? " (" + event.getString("pinnedReason") + ")" : "";
    }

    private static String words(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName() + ":" + frame.getLineNumber();
    }

    private static String stack(RecordedEvent event, boolean whole) {
        if (event.getStackTrace() == null) {
            return "without a stack" + why(event);
        }
        String frames = event.getStackTrace().getFrames().stream()
                .limit(whole ? 60 : 3)
                .map(VirtualLoad::words)
                .toList()
                .toString();
        return "by " + owner(event) + " in " + frames + (isCut(event) ? ", and more that was not recorded" : "");
    }

    /** The tests' own frames are at the end of every stack. */
    private static boolean isOurs(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return type.startsWith("dev.tercet.") && !type.startsWith("dev.tercet.conformance.");
    }

    /** Waits by itself, and for nothing of ours. */
    private static final class Sleeping {
        static {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        static void touch() {}
    }

    /** Waits in its initializer, where the JVM cannot take a virtual thread from its carrier. */
    private static final class Pinning {
        private static volatile EtcdClient client;

        static void call(EtcdClient etcd) {
            client = etcd;
            Initialized.touch();
        }

        private static final class Initialized {
            static {
                // Often: an answer may be there before anybody waits for it.
                for (int i = 0; i < 100; i++) {
                    client.kv().put("load/virtual/pinned", "v");
                }
            }

            static void touch() {}
        }
    }
}
