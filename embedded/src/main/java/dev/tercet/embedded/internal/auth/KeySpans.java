package dev.tercet.embedded.internal.auth;

import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.proto.authpb.Permission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All keys that some permissions are about. Those that overlap or touch are as good as one, so that a range may go across several
 * permissions.
 *
 * <p>They are in a red-black tree by their beginnings, in which each node knows the furthest end below it, and a search passes by
 * what ends too early. Any sorted list would do for ranges that make sense. But of one whose end is not after its beginning etcd's
 * search finds the permission for the beginning or misses it, as the tree happens to have grown, and whoever asks has to get the same
 * answer here: so it grows in the same way, from the same order of permissions.
 */
final class KeySpans {
    private @Nullable SpanTree root;

    KeySpans(List<Permission> permissions) {
        permissions.forEach(permission -> root = SpanTree.add(root, Span.of(permission)));
    }

    /** Whether every key of this interval is among them. */
    boolean cover(KeyInterval keys) {
        Cover cover = new Cover(Span.of(keys));
        cover.visit(root);
        return cover.isWhole();
    }

    /** One look at the permissions that an interval meets, from the left to the right. */
    private static final class Cover {
        private final Span asked;
        private @Nullable Span joined;
        private boolean torn;

        Cover(Span asked) {
            this.asked = asked;
        }

        void visit(@Nullable SpanTree node) {
            if (node == null || torn) {
                return;
            }
            Span here = node.span();
            if (asked.isLeftOf(here)) {
                visit(node.left());
            } else if (!asked.isRightOf(here)) {
                visit(node.left());
                take(here);
                visit(node.right());
            } else if (asked.meets(new Span(here.begin(), node.furthest()))) {
                visit(node.left());
                visit(node.right());
            }
        }

        private void take(Span span) {
            if (torn) {
                return;
            }
            if (joined == null) {
                joined = span;
            } else if (joined.reaches(span.begin())) {
                joined = joined.upTo(span.end());
            } else {
                torn = true;
            }
        }

        boolean isWhole() {
            return !torn && joined != null && joined.contains(asked);
        }
    }
}
