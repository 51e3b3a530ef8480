package dev.tercet.embedded.internal.auth;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A red-black tree that only grows.
 *
 * @param furthest the furthest end that a span in it has, null for none
 */
record SpanTree(
        boolean red,
        @Nullable SpanTree left,
        Span span,
        @Nullable SpanTree right,
        @Nullable ByteString furthest) {
    private static SpanTree of(boolean red, @Nullable SpanTree left, Span span, @Nullable SpanTree right) {
        ByteString furthest = span.end();
        if (left != null) {
            furthest = Span.further(furthest, left.furthest);
        }
        if (right != null) {
            furthest = Span.further(furthest, right.furthest);
        }
        return new SpanTree(red, left, span, right, furthest);
    }

    /** The tree with one more; of several that are equal, the last is the right one. */
    static SpanTree add(@Nullable SpanTree root, Span span) {
        return insert(root, span).coloured(false);
    }

    private static SpanTree insert(@Nullable SpanTree node, Span span) {
        if (node == null) {
            return of(true, null, span, null);
        }
        SpanTree grown = span.compareTo(node.span) < 0
                ? of(node.red, insert(node.left, span), node.span, node.right)
                : of(node.red, node.left, node.span, insert(node.right, span));
        return grown.red ? grown : grown.balanced();
    }

    /** Without two red ones in a row below it. */
    private SpanTree balanced() {
        SpanTree redLeft = redOrNull(left);
        SpanTree redRight = redOrNull(right);
        if (redLeft != null && redLeft.hasRed()) {
            return redRight == null ? turnedRight(redLeft) : passedUp(redLeft, redRight);
        }
        if (redRight != null && redRight.hasRed()) {
            return redLeft == null ? turnedLeft(redRight) : passedUp(redLeft, redRight);
        }
        return this;
    }

    private SpanTree passedUp(SpanTree one, SpanTree other) {
        return of(true, one.coloured(false), span, other.coloured(false));
    }

    private SpanTree turnedRight(SpanTree child) {
        SpanTree inner = redOrNull(child.right);
        if (inner != null) {
            return of(
                    false,
                    of(true, child.left, child.span, inner.left),
                    inner.span,
                    of(true, inner.right, span, right));
        }
        return of(false, child.left, child.span, of(true, child.right, span, right));
    }

    private SpanTree turnedLeft(SpanTree child) {
        SpanTree inner = redOrNull(child.left);
        if (inner != null) {
            return of(
                    false,
                    of(true, left, span, inner.left),
                    inner.span,
                    of(true, inner.right, child.span, child.right));
        }
        return of(false, of(true, left, span, child.left), child.span, child.right);
    }

    private SpanTree coloured(boolean now) {
        return red == now ? this : new SpanTree(now, left, span, right, furthest);
    }

    private boolean hasRed() {
        return redOrNull(left) != null || redOrNull(right) != null;
    }

    private static @Nullable SpanTree redOrNull(@Nullable SpanTree node) {
        return node != null && node.red ? node : null;
    }
}
