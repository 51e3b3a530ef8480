package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.internal.path.Paths;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which keys make a scene, in the order in which they are asked for. */
final class SceneAsk {
    /** How many keys a listing takes at a time. */
    static final int PAGE = 1000;

    private final String path;
    private final boolean queue;
    private final List<String> above;
    private final List<Get> own;

    private SceneAsk(String path, boolean queue, Get... own) {
        this.path = path;
        this.queue = queue;
        this.above = new ArrayList<>(Paths.ancestors(path));
        if (queue && !path.equals(Paths.ROOT)) {
            above.add(path);
        }
        this.own = List.of(own);
    }

    /** For a change of what is there: a marker and one key more tell all. */
    static SceneAsk node(String path) {
        // With keys only, newer servers leave out the lease.
        return new SceneAsk(
                path,
                false,
                Get.of(Layout.marker(path)),
                Get.of(Layout.inside(path)).limit(1).keysOnly());
    }

    /** For a reading of what is there. */
    static SceneAsk listing(String path) {
        return new SceneAsk(path, false, Get.of(Layout.tree(path)).limit(PAGE));
    }

    /** For a new key in order in a directory. */
    static SceneAsk queue(String path) {
        return new SceneAsk(path, true, Get.of(Layout.seq(path)));
    }

    List<Get> gets() {
        List<Get> gets = new ArrayList<>(own);
        if (hasFile()) {
            gets.add(Get.of(Layout.file(path)));
        }
        for (String directory : above) {
            gets.add(Get.of(Layout.file(directory)).keysOnly());
            gets.add(Get.of(Layout.marker(directory)));
        }
        return gets;
    }

    Scene scene(Header header, List<GetResult> results) {
        int next = own.size();
        @Nullable KeyValue file = hasFile() ? first(results.get(next++)) : null;
        List<Scene.Above> steps = new ArrayList<>();
        for (String directory : above) {
            steps.add(new Scene.Above(directory, first(results.get(next)), first(results.get(next + 1))));
            next += 2;
        }
        List<KeyValue> found = results.subList(0, own.size()).stream()
                .flatMap(page -> page.kvs().stream())
                .toList();
        // Only a listing may go on.
        boolean more = own.size() == 1 && results.get(0).more();
        return queue
                ? new Scene(path, steps, null, List.of(), false, found.isEmpty() ? null : found.get(0), header)
                : new Scene(path, steps, file, found, more, null, header);
    }

    // The root is no file: the key of that name is its marker.
    private boolean hasFile() {
        return !queue && !path.equals(Paths.ROOT);
    }

    private static @Nullable KeyValue first(GetResult result) {
        return result.first().orElse(null);
    }
}
