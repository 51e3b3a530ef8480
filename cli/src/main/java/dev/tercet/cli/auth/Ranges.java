package dev.tercet.cli.auth;

import dev.tercet.cli.output.Out;
import dev.tercet.kv.Bytes;

/** Ranges of keys as etcdctl writes them where it tells of permissions. */
final class Ranges {
    private static final Bytes NONE = Bytes.wrap(new byte[1]);

    private Ranges() {}

    /** {@code [key, end)}, or {@code [key, <open ended>} where it has none. */
    static void print(Out out, Bytes key, Bytes end) {
        out.print("[").print(key).print(", ");
        if (end.equals(NONE)) {
            out.print("<open ended>");
        } else {
            out.print(end).print(")");
        }
    }
}
