package dev.tercet.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ClientEtcdException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.internal.call.Calls;
import dev.tercet.internal.call.Errors;
import dev.tercet.internal.call.FakeCalls;
import dev.tercet.internal.schedule.FakeScheduler;
import dev.tercet.internal.schedule.Scheduler;
import dev.tercet.kv.Bytes;
import dev.tercet.maintenance.SnapshotChunk;
import dev.tercet.maintenance.SnapshotSaved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SnapshotDownloadTest {
    @TempDir
    Path dir;

    private final FakeCalls calls = new FakeCalls();
    private final FakeScheduler time = new FakeScheduler();
    private @Nullable SnapshotSaved saved;
    private @Nullable EtcdException failure;

    private Calls.Cancellable start(Path target) {
        return SnapshotDownload.start(calls, time, Runnable::run, Duration.ofSeconds(10), target, (done, failed) -> {
            saved = done;
            failure = failed;
        });
    }

    private static byte[] data(int size) {
        byte[] data = new byte[size];
        new Random(1).nextBytes(data);
        return data;
    }

    private static byte[] sha(byte[] data) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(data);
    }

    private void send(byte[] bytes, int from, int to) {
        calls.lastOpened().message(new SnapshotChunk(Bytes.wrap(bytes, from, to - from), 0, "3.6"));
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files).isEmpty();
        }
        assertThat(calls.lastOpened().isCancelled()).isTrue();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void savesWhatItVerified() throws Exception {
        Path target = dir.resolve("backup.db");
        Files.writeString(target, "an older one");
        byte[] data = data(512 * 100);
        start(target);
        for (int at = 0; at < data.length; at += 1000) {
            assertThat(calls.lastOpened().requested()).isEqualTo(1);
            send(data, at, Math.min(at + 1000, data.length));
        }
        send(sha(data), 0, 32);
        assertThat(target).hasContent("an older one");
        calls.lastOpened().end(null);

        assertThat(failure).isNull();
        assertThat(saved)
                .isEqualTo(new SnapshotSaved(
                        target, data.length + 32, Bytes.wrap(sha(data)).hex(), "3.6"));
        assertThat(Files.readAllBytes(target))
                .startsWith(data)
                .endsWith(sha(data))
                .hasSize(data.length + 32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files).containsExactly(target);
        }
        assertThat(time.waiting()).isZero();
    }

    @Test
    void takesAChecksumThatIsSplitOrJoined() throws Exception {
        byte[] data = data(512);
        byte[] whole = java.util.Arrays.copyOf(data, 544);
        System.arraycopy(sha(data), 0, whole, 512, 32);
        start(dir.resolve("joined"));
        send(whole, 0, 544);
        calls.lastOpened().end(null);
        assertThat(saved).isNotNull();

        saved = null;
        start(dir.resolve("split"));
        send(whole, 0, 500);
        send(whole, 500, 520);
        send(whole, 520, 544);
        calls.lastOpened().end(null);
        assertThat(saved).isNotNull();
    }

    @Test
    void refusesADamagedOne() throws Exception {
        byte[] data = data(1024);
        start(dir.resolve("backup.db"));
        send(data, 0, 1024);
        byte[] wrong = sha(data);
        wrong[5]++;
        send(wrong, 0, 32);
        calls.lastOpened().end(null);

        assertThat(failure).isInstanceOf(ProtocolException.class).hasMessageContaining("damaged");
        assertNothingIsLeft();
    }

    @Test
    void refusesOneThatEndsEarly() throws Exception {
        start(dir.resolve("backup.db"));
        send(data(1024), 0, 1024);
        calls.lastOpened().end(null);

        assertThat(failure).isInstanceOf(ProtocolException.class).hasMessageContaining("1024 bytes");
        assertNothingIsLeft();
    }

    @Test
    void passesOnWhatBrokeTheStream() throws Exception {
        start(dir.resolve("backup.db"));
        send(data(1024), 0, 1024);
        EtcdException broken = FakeCalls.failure(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED);
        calls.lastOpened().end(broken);

        assertThat(failure).isSameAs(broken);
        assertNothingIsLeft();
    }

    @Test
    void givesUpWhenNothingComesForTooLong() throws Exception {
        start(dir.resolve("backup.db"));
        for (int i = 0; i < 5; i++) {
            time.advance(9_000_000_000L);
            send(data(1024), 0, 1024);
        }
        assertThat(failure).isNull();
        time.advance(10_000_000_000L);

        assertThat(failure).isInstanceOf(EtcdTimeoutException.class).hasMessageContaining("5120 bytes");
        assertNothingIsLeft();
    }

    @Test
    void cancellingLeavesNothing() throws Exception {
        Calls.Cancellable download = start(dir.resolve("backup.db"));
        send(data(1024), 0, 1024);

        download.cancel();
        download.cancel();

        assertThat(saved).isNull();
        assertThat(failure).isNull();
        assertNothingIsLeft();
    }

    @Test
    void failsAtOnceWhereItCannotWrite() {
        start(dir.resolve("no such directory").resolve("backup.db"));
        assertThat(failure).isInstanceOfSatisfying(ClientEtcdException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.CALLER);
            assertThat(e)
                    .hasMessageEndingWith("the file cannot be written: the folder " + dir.resolve("no such directory")
                            + " does not exist");
        });

        failure = null;
        start(dir);
        assertThat(failure).isInstanceOf(ClientEtcdException.class).hasMessageContaining("is a directory");
        assertThat(calls.opened()).isEmpty();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void putsNothingInThePlaceOfADevice() {
        start(Path.of("/dev/null"));
        assertThat(failure)
                .isInstanceOf(ClientEtcdException.class)
                .hasMessageContaining("/dev/null is not a regular file");
        assertThat(calls.opened()).isEmpty();
    }

    @Test
    void replacesALinkInsteadOfFollowingIt() throws Exception {
        Path elsewhere = Files.writeString(dir.resolve("elsewhere"), "not to be touched");
        Path target = Files.createSymbolicLink(dir.resolve("backup.db"), elsewhere);
        byte[] data = data(512);
        start(target);
        send(data, 0, 512);
        send(sha(data), 0, 32);
        calls.lastOpened().end(null);

        assertThat(saved).isNotNull();
        assertThat(elsewhere).hasContent("not to be touched");
        assertThat(Files.isSymbolicLink(target)).isFalse();
    }

    @Test
    void takesATimeoutOfAThousandYears() throws Exception {
        SnapshotDownload.start(
                calls, time, Runnable::run, Duration.ofDays(365_000), dir.resolve("backup.db"), (done, failed) -> {
                    saved = done;
                    failure = failed;
                });
        byte[] data = data(512);
        send(data, 0, 512);
        send(sha(data), 0, 32);
        calls.lastOpened().end(null);

        assertThat(failure).isNull();
        assertThat(saved).isNotNull();
    }

    @Test
    void aClientThatClosesMeanwhileIsTheReasonAndNotSilence() {
        // As a client does that is closed: streams end first, then what waits for its time runs at once.
        Scheduler closing = new Scheduler() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public Timer schedule(long delayNanos, Runnable task) {
                calls.opened().forEach(stream -> stream.end(Errors.closed("snapshot", Outcome.NOT_APPLIED)));
                task.run();
                return () -> {};
            }
        };
        SnapshotDownload.start(
                calls, closing, Runnable::run, Duration.ofSeconds(10), dir.resolve("backup.db"), (done, failed) -> {
                    failure = failed;
                });

        assertThat(failure).isInstanceOf(ClientClosedException.class);
    }
}
