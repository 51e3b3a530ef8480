package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Out;
import dev.tercet.kv.Bytes;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keys that stand in a file more than once. Python, and with it the originals, takes the last without a word. */
final class Repeated implements Consumer<Bytes> {
    private @Nullable Bytes first;
    private @Nullable Bytes latest;
    private long others;

    /** Of one that does not count; those with the same key come one after another. */
    @Override
    public void accept(Bytes key) {
        if (first == null) {
            first = key;
        } else if (!Objects.equals(key, latest)) {
            others++;
        }
        latest = key;
    }

    /** Says so, if there are any. */
    void warn(String file, Out err) {
        if (first != null) {
            String more = others == 0 ? "" : others == 1 ? " and another key" : " and " + others + " other keys";
            err.line("tercet: warning: " + file + " has " + first + more + " more than once: what stands last counts.")
                    .flush();
        }
    }
}
