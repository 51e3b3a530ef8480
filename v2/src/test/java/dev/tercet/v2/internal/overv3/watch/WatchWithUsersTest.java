package dev.tercet.v2.internal.overv3.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.auth.Permission;
import dev.tercet.connection.CallOptions;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.KeyRange;
import dev.tercet.v2.error.V2InsufficientPermissionsException;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.overv3.keys.KeysOverV3;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.watch.V2Watch;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may read a part of the store only. */
class WatchWithUsersTest {
    private final EmbeddedEtcd server = EmbeddedEtcd.start();
    private final EtcdClient root =
            server.clientBuilder().credentials("root", "r").build();
    private final EtcdClient ann =
            server.clientBuilder().credentials("ann", "a").build();
    private final KeysOverV3 keys = new KeysOverV3(root, InstantSource.system());
    private final WatchOverV3 watches =
            new WatchOverV3(ann, new KeysOverV3(ann, InstantSource.system()), InstantSource.system());

    @BeforeEach
    void users() {
        try (EtcdClient first = server.client()) {
            first.auth().addUser("root", "r");
            first.auth().addRole("root");
            first.auth().grantRole("root", "root");
            first.auth().addUser("ann", "a");
            first.auth().addRole("reader");
            first.auth().grantPermission("reader", Permission.read(KeyRange.of("/d/a")));
            first.auth().grantRole("ann", "reader");
            first.auth().enable();
        }
    }

    @AfterEach
    void close() {
        ann.close();
        root.close();
        server.close();
    }

    private void write(V2Write write) {
        keys.write(write, CallOptions.DEFAULT).join();
    }

    private Seen watch(V2Watch watch) {
        Seen seen = new Seen();
        EventSource source = watches.watch(watch, true, seen);
        source.request(Long.MAX_VALUE);
        return seen;
    }

    @Test
    void whoMayReadOneKeyMayWatchIt() throws Exception {
        Seen seen = watch(V2Watch.of("/d/a"));
        seen.started();
        write(V2Write.value("/d/a", "1").ifAbsent());
        write(V2Write.value("/d/a", "2").ifPrevValue("1"));
        keys.delete(V2Delete.of("/d").recursive(), CallOptions.DEFAULT).join();
        // How it was written, and what went with it, is not theirs to read.
        await().untilAsserted(() ->
                assertThat(seen.lines()).containsExactly("set /d/a=1", "set /d/a=2 was 1", "delete /d/a was 2"));
    }

    @Test
    void whoMayAlsoReadTheNotesIsToldHow() throws Exception {
        root.auth().grantPermission("reader", Permission.read(KeyRange.prefix("_v2/")));
        Seen seen = watch(V2Watch.of("/d/a"));
        seen.started();
        write(V2Write.value("/d/a", "1").ifAbsent());
        keys.delete(V2Delete.of("/d").recursive(), CallOptions.DEFAULT).join();
        await().untilAsserted(() -> assertThat(seen.lines()).containsExactly("create /d/a=1", "delete /d/"));
    }

    @Test
    void moreIsRefusedAsInV2() throws Exception {
        assertThat(watch(V2Watch.of("/d/a").recursive()).ended())
                .isInstanceOf(V2InsufficientPermissionsException.class);
        assertThat(watch(V2Watch.of("/d/b")).ended()).isInstanceOf(V2InsufficientPermissionsException.class);
    }
}
