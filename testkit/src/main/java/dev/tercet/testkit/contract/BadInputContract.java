package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.Put;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Mistakes in arguments fail before anything is sent, and say which argument and which value.
 *
 * @since 0.1
 */
public interface BadInputContract extends ScriptedContract {
    @Test
    default void keysAreNotEmpty() throws Throwable {
        scripted((server, etcd) -> {
            Expect.badArgument(() -> etcd.kv().put("", "v"), "key");
            Expect.badArgument(() -> etcd.kv().put(Bytes.EMPTY, Bytes.EMPTY), "key");
            Expect.badArgument(() -> Put.of("", "v"), "key");
            Expect.badArgument(() -> etcd.kv().get(""), "key");
            Expect.badArgument(() -> etcd.kv().getString(""), "key");
            Expect.badArgument(() -> Get.of(""), "key");
            Expect.badArgument(() -> etcd.kv().delete(""), "key");
            Expect.badArgument(() -> Delete.of(""), "key");
            Expect.badArgument(() -> WatchRequest.of(""), "key");
            Expect.badArgument(() -> KeyRange.between("", "b"), "key");
            assertThat(server.callCount()).isZero();
        });
    }

    @Test
    default void rangesEndBehindTheirStart() {
        Expect.badArgument(() -> KeyRange.between("b", "a"), "\"a\"", "\"b\"");
        Expect.badArgument(() -> KeyRange.between("b", "b"), "\"b\"");
        Expect.badArgument(() -> KeyRange.between("b", ""), "end");
    }

    @Test
    default void numbersAreNotNegative() throws Throwable {
        scripted((server, etcd) -> {
            Expect.badArgument(() -> Get.of("k").limit(-1), "limit", "-1");
            Expect.badArgument(() -> Get.of("k").atRevision(-2), "revision", "-2");
            Expect.badArgument(() -> Get.of("k").minModRevision(-3), "minModRevision", "-3");
            Expect.badArgument(() -> Compaction.at(-4), "revision", "-4");
            Expect.badArgument(() -> WatchRequest.of("k").fromRevision(-5), "revision", "-5");
            Expect.badArgument(() -> WatchRequest.of("k").withBuffer(0), "buffer", "0");
            Expect.badArgument(() -> WatchRequest.of(List.<KeyRange>of()), "ranges");
            assertThat(server.callCount()).isZero();
        });
    }

    @Test
    default void timesAreMoreThanZero() throws Throwable {
        scripted((server, etcd) -> {
            Expect.badArgument(() -> etcd.leases().grant(Duration.ZERO), "ttl");
            Expect.badArgument(() -> etcd.leases().grant(Duration.ofSeconds(-1)), "ttl");
            Expect.badArgument(() -> etcd.leases().keep(Duration.ZERO), "ttl");
            Expect.badArgument(() -> etcd.withTimeout(Duration.ZERO), "timeout");
            Expect.badArgument(() -> CallOptions.DEFAULT.withTimeout(Duration.ofMillis(-1)), "timeout");
            Expect.badArgument(() -> EtcdClient.builder().timeout(Duration.ZERO), "timeout");
            Expect.badArgument(
                    () -> EtcdClient.builder().keepAlive(Duration.ofSeconds(1), Duration.ofSeconds(1)), "keepAlive");
            assertThat(server.callCount()).isZero();
        });
    }

    @Test
    default void timesMayBeLongerThanCanBeCounted() throws Throwable {
        Duration aeons = Duration.ofDays(200_000);
        scripted((server, etcd) -> target().builder()
                .endpoints(endpointOf(server))
                .timeout(aeons)
                .connectTimeout(aeons)
                .keepAlive(aeons, aeons)
                .build()
                .close());
    }

    @Test
    default void aPutCannotBothKeepAndSet() {
        assertThatThrownBy(() -> Put.of("k", "v").withLease(5).keepingLease())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Put.of("k", "v").keepingLease().withLease(5))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void endpointsAreUrls() {
        Expect.badArgument(() -> EtcdClient.builder().build(), "endpoints");
        Expect.badArgument(() -> target().builder().endpoints(List.of()).build(), "endpoints");
        Expect.badArgument(() -> target().builder().endpoints(" , ").build(), "endpoints");
        Expect.badArgument(() -> target().builder().endpoints("ftp://h:1").build(), "ftp");
        Expect.badArgument(() -> target().builder().endpoints("http://h:1/path").build(), "http://h:1/path");
        Expect.badArgument(() -> target().builder().endpoints("http://h:99999").build(), "99999");
        Expect.badArgument(() -> target().builder().endpoints("h:port").build(), "port");
    }

    @Test
    default void endpointsAreSixtyFourAtMost() {
        List<String> many =
                IntStream.rangeClosed(1, 65).mapToObj(i -> "127.0.0.1:" + i).toList();
        Expect.badArgument(() -> target().builder().endpoints(many).build(), "endpoints", "65");
        target().builder().endpoints(many.subList(0, 64)).build().close();
    }

    @Test
    default void aUserHasAName() {
        Expect.badArgument(() -> Credentials.of("", "p"), "user");
        Expect.badArgument(() -> Credentials.ofToken(""), "token");
    }
}
