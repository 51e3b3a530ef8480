package dev.tercet.embedded.internal.front.direct;

import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireStream;

/** Calls and streams that ended before they began. */
final class Nowhere {
    static final WireCall CALL = new WireCall() {
        @Override
        public void cancel() {
            // It has ended.
        }

        @Override
        public boolean hasLeft() {
            return false;
        }
    };

    static final WireStream STREAM = new WireStream() {
        @Override
        public void request(int messages) {
            // It has ended.
        }

        @Override
        public void requestProgress() {
            // It has ended.
        }

        @Override
        public void cancel() {
            // It has ended.
        }
    };

    private Nowhere() {}
}
