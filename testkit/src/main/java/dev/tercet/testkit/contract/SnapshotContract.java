package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.maintenance.SnapshotSaved;
import dev.tercet.proto.etcdserverpb.MaintenanceGrpc;
import dev.tercet.proto.etcdserverpb.SnapshotRequest;
import dev.tercet.proto.etcdserverpb.SnapshotResponse;
import dev.tercet.testkit.proxy.FaultProxy;
import dev.tercet.testkit.script.ScriptedServer;
import dev.tercet.testkit.script.ScriptedStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Snapshots that do not arrive as they should leave no file behind, nor touch the one that was there.
 *
 * @since 0.1
 */
public interface SnapshotContract extends ScriptedContract {
    /** How much a server sends at a time, where the whole does not go into one message. */
    int PART_BYTES = 4096;

    /** Two pages of a database. */
    private ByteString pages() {
        return ByteString.copyFrom(new byte[1024]);
    }

    private SnapshotResponse part(ByteString blob, long remaining) {
        return SnapshotResponse.newBuilder()
                .setBlob(blob)
                .setRemainingBytes(remaining)
                .build();
    }

    private SnapshotResponse checksum(ByteString of) throws NoSuchAlgorithmException {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(of.toByteArray());
        return part(ByteString.copyFrom(sum), 0);
    }

    private void always(ScriptedServer server, Consumer<ScriptedStream<SnapshotRequest, SnapshotResponse>> play) {
        server.streams(MaintenanceGrpc.getSnapshotMethod())
                .always(stream -> stream.always(request -> play.accept(stream)));
    }

    /** Plays a download that fails and checks what is left in the folder. */
    private EtcdException fails(Path folder, Consumer<ScriptedStream<SnapshotRequest, SnapshotResponse>> play)
            throws Throwable {
        Path file = folder.resolve("snapshot.db");
        Files.writeString(file, "the one before");
        EtcdException[] failure = new EtcdException[1];
        scripted(b -> b.timeout(Duration.ofSeconds(1)), (server, etcd) -> {
            always(server, play);
            failure[0] = Expect.failure(() -> etcd.maintenance().snapshot(file));
        });
        assertThat(file).hasContent("the one before");
        assertOnly(folder, file);
        return failure[0];
    }

    private void assertOnly(Path folder, Path file) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    default void whatArrivesWholeIsSaved(@TempDir Path folder) throws Throwable {
        Path file = folder.resolve("snapshot.db");
        SnapshotResponse sum = checksum(pages());
        scripted((server, etcd) -> {
            always(server, stream -> {
                stream.send(part(pages().substring(0, 700), 324));
                stream.send(part(pages().substring(700), 0));
                stream.send(sum);
                stream.end();
            });
            SnapshotSaved saved = etcd.maintenance().snapshot(file);
            assertThat(saved.bytes()).isEqualTo(1024 + 32);
            assertThat(Files.readAllBytes(file)).startsWith(pages().toByteArray());
        });
        assertOnly(folder, file);
    }

    @Test
    default void aWrongChecksumIsFound(@TempDir Path folder) throws Throwable {
        SnapshotResponse sum = checksum(pages().substring(1));
        EtcdException failure = fails(folder, stream -> {
            stream.send(part(pages(), 0));
            stream.send(sum);
            stream.end();
        });
        assertThat(failure.code()).isEqualTo(ErrorCode.PROTOCOL);
    }

    @Test
    default void anEndThatComesTooSoonIsFound(@TempDir Path folder) throws Throwable {
        EtcdException failure = fails(folder, stream -> {
            stream.send(part(pages().substring(0, 512), 512));
            stream.end();
        });
        assertThat(failure.code()).isEqualTo(ErrorCode.PROTOCOL);
    }

    @Test
    default void aBrokenConnectionIsAFailure(@TempDir Path folder) throws Throwable {
        EtcdException failure = fails(folder, stream -> {
            stream.send(part(pages().substring(0, 512), 512));
            stream.failUnavailable();
        });
        assertThat(failure.code()).isIn(ErrorCode.UNAVAILABLE, ErrorCode.TIMEOUT);
    }

    @Test
    default void aServerThatStopsSendingIsNotWaitedForForEver(@TempDir Path folder) throws Throwable {
        EtcdException failure = fails(folder, stream -> stream.send(part(pages().substring(0, 512), 512)));
        assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
    }

    @Test
    default void aSlowDownloadMayTakeLongerThanTheDeadline(@TempDir Path folder) throws Throwable {
        requires(Capability.SCRIPTS);
        Path file = folder.resolve("snapshot.db");
        ByteString database = ByteString.copyFrom(new byte[24 * PART_BYTES]);
        SnapshotResponse sum = checksum(database);
        try (ScriptedServer server = ScriptedServer.start();
                FaultProxy proxy = FaultProxy.inFrontOf(endpointOf(server));
                Subject etcd = connect(List.of(proxy.endpoint()), b -> b.timeout(Duration.ofSeconds(2)))) {
            always(server, stream -> {
                for (int sent = PART_BYTES; sent <= database.size(); sent += PART_BYTES) {
                    stream.send(part(database.substring(0, PART_BYTES), database.size() - sent));
                }
                stream.send(sum);
                stream.end();
            });
            // Eight parts a second.
            proxy.throttle(8 * PART_BYTES);
            Expect.within(Duration.ofMillis(2500), Duration.ofSeconds(20), () -> {
                SnapshotSaved saved = etcd.maintenance().snapshot(file);
                assertThat(saved.bytes()).isEqualTo(database.size() + 32);
            });
        }
        assertOnly(folder, file);
    }

    @Test
    default void cancellingStopsItAtTheServer(@TempDir Path folder) throws Throwable {
        Path file = folder.resolve("snapshot.db");
        scripted((server, etcd) -> {
            CompletableFuture<SnapshotSaved> saving =
                    etcd.client().async().maintenance().snapshot(file);
            ScriptedStream<SnapshotRequest, SnapshotResponse> stream =
                    server.streams(MaintenanceGrpc.getSnapshotMethod()).await();
            stream.await();
            stream.send(part(pages(), 1024));
            saving.cancel(true);
            stream.awaitCancelled();
            Eventually.await().until(() -> isEmpty(folder));
        });
    }

    private boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
