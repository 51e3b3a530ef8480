package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.internal.path.Paths;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scenes as tests think of them: of a store that has these keys. */
final class Scenes {
    static final long REVISION = 50;

    private Scenes() {}

    /** At {@code path}, where the store has the keys, each with the value {@code x} at revision 7. */
    static Scene at(String path, String... keys) {
        Set<String> all = Set.of(keys);
        List<Scene.Above> above = Paths.ancestors(path).stream()
                .map(step -> new Scene.Above(step, found(step, all), found(step + "/", all)))
                .toList();
        List<KeyValue> tree = all.stream()
                .filter(key -> key.startsWith(Layout.marker(path)))
                .sorted()
                .map(Scenes::key)
                .toList();
        KeyValue file = path.equals(Paths.ROOT) ? null : found(path, all);
        return new Scene(path, above, file, tree, false, null, new Header(1, 2, REVISION, 3));
    }

    private static @Nullable KeyValue found(String key, Set<String> all) {
        return all.contains(key) ? key(key) : null;
    }

    static KeyValue key(String key) {
        return new KeyValue(Bytes.of(key), Bytes.of("x"), 5, 7, 2, 0);
    }
}
