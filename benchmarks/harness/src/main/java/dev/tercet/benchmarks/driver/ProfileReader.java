package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Reads what the flight recorder has written. */
final class ProfileReader {
    private final Profile profile = new Profile(new Shares(), new Shares());
    /** Empty for who waits. A recording has each stack once, however many events have it. */
    private final IdentityHashMap<RecordedStackTrace, Optional<Layer>> layers = new IdentityHashMap<>();

    private ProfileReader() {}

    /** What is in this file. */
    static Profile read(Path recordings) throws IOException {
        ProfileReader reader = new ProfileReader();
        try (RecordingFile events = new RecordingFile(recordings)) {
            while (events.hasMoreEvents()) {
                reader.add(events.readEvent());
            }
        }
        return reader.profile;
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample", "jdk.NativeMethodSample" ->
                add(profile.cpu(), event, event.getThread("sampledThread"), 1);
            case "jdk.ObjectAllocationInNewTLAB" ->
                add(profile.bytes(), event, event.getThread(), event.getLong("tlabSize"));
            case "jdk.ObjectAllocationOutsideTLAB" ->
                add(profile.bytes(), event, event.getThread(), event.getLong("allocationSize"));
            default -> {
                // What the recorder says of itself.
            }
        }
    }

    private void add(Shares shares, RecordedEvent event, RecordedThread thread, long weight) {
        RecordedStackTrace stack = event.getStackTrace();
        Optional<Layer> layer = stack == null
                ? Optional.of(Layer.of(List.of()))
                : layers.computeIfAbsent(stack, unseen -> layer(unseen.getFrames()));
        ThreadRole role = ThreadRole.of(
                Optional.ofNullable(thread).map(RecordedThread::getJavaName).orElse(""));
        layer.ifPresent(known -> shares.add(known, role, (double) weight));
    }

    private static Optional<Layer> layer(List<RecordedFrame> frames) {
        List<Layer.Frame> stack = frames.stream().map(ProfileReader::frame).toList();
        return Layer.isWaiting(stack) ? Optional.empty() : Optional.of(Layer.of(stack));
    }

    private static Layer.Frame frame(RecordedFrame frame) {
        return new Layer.Frame(
                frame.getMethod().getType().getName(),
                frame.getMethod().getName(),
                Modifier.isNative(frame.getMethod().getModifiers()));
    }
}
