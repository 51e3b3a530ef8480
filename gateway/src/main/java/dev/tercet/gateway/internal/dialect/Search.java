package dev.tercet.gateway.internal.dialect;

import dev.tercet.http.Gathered;
import dev.tercet.http.HttpCall;
import dev.tercet.http.HttpDoor;
import dev.tercet.http.HttpHead;
import dev.tercet.http.HttpTaker;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.hub.SerialLane;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One search for a dialect: asks what the machine wants to know, with a limit on how long all of it may take.
 *
 * <p>Threads: everything goes through one lane; an answer's head and bytes are gathered by the I/O thread before its end gets there.
 */
final class Search {
    private final HttpDoor door;
    private final TransportSettings settings;
    private final BiConsumer<Search, DialectMachine.Effect> end;
    private final SerialLane lane = new SerialLane();
    private final DialectMachine machine = new DialectMachine();
    private @Nullable HttpCall under;
    private Runnable timer = () -> {};
    private boolean over;

    /**
     * Asks nothing yet.
     *
     * @param end takes the verdict, unless the search was cancelled
     */
    Search(HttpDoor door, TransportSettings settings, BiConsumer<Search, DialectMachine.Effect> end) {
        this.door = door;
        this.settings = settings;
        this.end = end;
    }

    void begin() {
        step(() -> {
            Duration patience = settings.connectTimeout().plus(settings.keepAliveTimeout());
            timer = settings.timer()
                    .schedule(
                            patience.toNanos(),
                            () -> step(() -> {
                                HttpCall silent = under;
                                perform(machine.silent(patience.toMillis() + " ms"));
                                if (silent != null) {
                                    silent.cancel();
                                }
                            }));
            perform(machine.begin());
        });
    }

    /** Nobody wants to know any more. */
    void cancel() {
        lane.run(() -> {
            if (finish() && under != null) {
                under.cancel();
            }
        });
    }

    /** Does something in turn. If it cannot be done there is no verdict any more, and all calls wait for that. */
    private void step(Runnable action) {
        lane.run(() -> {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                if (finish()) {
                    end.accept(this, new DialectMachine.Failed(Dialects.broken(e)));
                }
            }
        });
    }

    private boolean finish() {
        boolean first = !over;
        over = true;
        timer.run();
        return first;
    }

    private void perform(DialectMachine.Effect effect) {
        if (over) {
            return;
        }
        if (effect instanceof DialectMachine.Ask ask) {
            HttpCall call = door.send(ask.ask(), new Taker());
            under = call;
            call.request(Long.MAX_VALUE);
        } else if (finish()) {
            end.accept(this, effect);
        }
    }

    /** Takes one answer. */
    private final class Taker implements HttpTaker {
        private final Gathered body = new Gathered(Gathered.WORDS);
        private HttpHead head = HttpHead.NONE;
        private boolean full;

        @Override
        public void onHead(HttpHead came) {
            head = came;
        }

        @Override
        public void onBytes(List<ByteBuffer> bytes) {
            if (!full && !body.add(bytes)) {
                // None that we know: its beginning tells people enough, and it may have no end.
                full = true;
                byte[] beginning = body.toBytes();
                step(() -> {
                    HttpCall endless = under;
                    perform(machine.answered(head, beginning));
                    if (endless != null) {
                        endless.cancel();
                    }
                });
            }
        }

        @Override
        public void onEnd(@Nullable WireFailure failure) {
            if (!full) {
                step(() -> perform(failure == null ? machine.answered(head, body.toBytes()) : machine.failed(failure)));
            }
        }
    }
}
