package dev.tercet.recipes.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.registry.Endpoint;
import dev.tercet.recipes.registry.ServiceChange;
import dev.tercet.recipes.registry.ServiceInstance;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceTableTest {
    private final List<String> unreadable = new ArrayList<>();
    private final ServiceTable table = new ServiceTable("s", (key, why) -> unreadable.add(key.utf8()));

    @Test
    void aListIsTheDifferenceToWhatWasKnown() {
        assertThat(table.list(List.of(kv("b", "B", 2), kv("a", "A", 3)), 3)
                        .now()
                        .addresses())
                .containsExactly("A", "B");
        ServiceChange change = table.list(List.of(kv("b", "B", 2), kv("c", "C", 5)), 6);
        assertThat(change.now().addresses()).containsExactly("B", "C");
        assertThat(change.put()).extracting(ServiceInstance::id).containsExactly("c");
        assertThat(change.gone()).extracting(ServiceInstance::address).containsExactly("A");
        assertThat(change.revision()).isEqualTo(6);
    }

    @Test
    void aRevisionIsWhatCameAndWent() {
        table.list(List.of(kv("a", "A", 2)), 2);
        ServiceChange change = table.apply(
                List.of(
                        new WatchEvent(
                                WatchEvent.Type.DELETE, new KeyValue(Bytes.of("s/a"), Bytes.EMPTY, 0, 3, 0, 0), null),
                        new WatchEvent(WatchEvent.Type.PUT, kv("b", "B", 3), null)),
                3);
        assertThat(change.put()).extracting(ServiceInstance::address).containsExactly("B");
        assertThat(change.gone()).extracting(ServiceInstance::address).containsExactly("A");
        assertThat(change.now().addresses()).containsExactly("B");
    }

    @Test
    void whatCannotBeReadIsLeftOutAndTold() {
        table.list(List.of(kv("a", "A", 2)), 2);
        KeyValue broken = new KeyValue(Bytes.of("s/a"), Bytes.of("?"), 2, 3, 2, 0);
        ServiceChange change = table.apply(List.of(new WatchEvent(WatchEvent.Type.PUT, broken, null)), 3);
        assertThat(change.now().isEmpty()).isTrue();
        assertThat(change.gone()).extracting(ServiceInstance::id).containsExactly("a");
        assertThat(change.now().unreadable()).containsExactly(Bytes.of("s/a"));
        assertThat(unreadable).containsExactly("s/a");
        assertThat(table.list(List.of(kv("a", "A", 4)), 4).now().unreadable()).isEmpty();
    }

    private static KeyValue kv(String id, String address, long revision) {
        return new KeyValue(Bytes.of("s/" + id), Endpoint.at(address).toJson(), revision, revision, 1, 0);
    }
}
