package dev.tercet.embedded.internal.fault;

import dev.tercet.embedded.fault.Effect;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Lane;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.rpc.StreamHandler;
import dev.tercet.embedded.internal.rpc.Surprise;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream that may be broken at any time, or is struck by a fault after some messages.
 *
 * <p>Threads: what the client says comes on one thread at a time, and so does what it hears, but an end may come from anywhere. So
 * each direction has a lane of its own, and nothing is called under a lock.
 */
final class TrackedStream<Q, R> implements Breakable {
    static final String WATCH = "etcdserverpb.Watch/Watch";

    private static final String KEEP_ALIVE = "etcdserverpb.Lease/LeaseKeepAlive";

    private final FaultSet faults;
    private final String method;
    private final Caller caller;
    private final Outlet<R> outlet;
    private final AtomicBoolean ended = new AtomicBoolean();

    // Of the direction to the service: its inlet once it has given one, and whether the client is gone for it.
    private final Lane up = new Lane();
    private volatile @Nullable Inlet<Q> inlet;
    private boolean gone;

    // Of the direction to the client, and of its lane whether it has heard the last.
    private final Lane down = new Lane();
    private boolean over;
    private @Nullable Rule rule;
    private final int from;
    private int said;
    private @Nullable Rule holding;
    private final HeldBack held = new HeldBack();

    TrackedStream(FaultSet faults, String method, Caller caller, Outlet<R> outlet, @Nullable Rule rule) {
        this.faults = faults;
        this.method = method;
        this.caller = caller;
        this.outlet = outlet;
        this.rule = rule;
        from = rule == null ? 0 : rule.fault().afterMessages().orElse(0);
    }

    Inlet<Q> open(StreamHandler<Q, R> handler) {
        faults.connections().add(this);
        if (needsLeader() && faults.leadership().isLost()) {
            // The leader was lost since this was let in, and those that need one may have been ended already.
            end(EtcdErrors.NO_LEADER);
        }
        Inlet<Q> opened;
        try {
            opened = handler.open(caller, new Towards());
        } catch (RuntimeException e) {
            finish();
            throw e;
        }
        up.run(() -> {
            inlet = opened;
            if (gone) {
                opened.cancel();
            }
        });
        return new From();
    }

    @Override
    public void breakOff() {
        if (finish()) {
            last(Outlet::lose);
            abandon();
        }
    }

    @Override
    public void end(EtcdError error) {
        if (finish()) {
            last(ear -> ear.end(error));
            abandon();
        }
    }

    @Override
    public boolean isStream() {
        return true;
    }

    @Override
    public boolean isShared() {
        return method.equals(WATCH) || method.equals(KEEP_ALIVE);
    }

    @Override
    public boolean needsLeader() {
        return caller.requireLeader();
    }

    private boolean finish() {
        faults.connections().remove(this);
        return ended.compareAndSet(false, true);
    }

    private void abandon() {
        held.drop();
        up.run(() -> {
            if (!gone) {
                gone = true;
                if (inlet != null) {
                    inlet.cancel();
                }
            }
        });
    }

    private void tell(R message) {
        down.run(() -> {
            if (!over) {
                outlet.message(message);
            }
        });
    }

    private void last(Consumer<Outlet<R>> word) {
        down.run(() -> {
            if (!over) {
                over = true;
                word.accept(outlet);
            }
        });
    }

    /** Asks the service something, in its turn. */
    private void ask(Consumer<Inlet<Q>> what) {
        up.run(() -> {
            Inlet<Q> service = inlet;
            if (gone || service == null) {
                return;
            }
            try {
                what.accept(service);
            } catch (RuntimeException e) {
                end(Surprise.told(method, e));
            }
        });
    }

    /** What the client says. */
    private final class From implements Inlet<Q> {
        @Override
        public void message(Q message) {
            if (method.equals(KEEP_ALIVE) && faults.leadership().isLost()) {
                faults.leadership().stall(() -> pass(message), () -> end(WithoutLeader.renewal()));
            } else {
                pass(message);
            }
        }

        private void pass(Q message) {
            ask(service -> service.message(message));
        }

        @Override
        public void halfClose() {
            ask(Inlet::halfClose);
        }

        @Override
        public void cancel() {
            finish();
            abandon();
        }

        @Override
        public void ready() {
            ask(Inlet::ready);
        }

        @Override
        public boolean isFull() {
            Inlet<Q> service = inlet;
            return service != null && service.isFull();
        }
    }

    /** What the client hears. */
    private final class Towards implements Outlet<R> {
        @Override
        public boolean isReady() {
            return outlet.isReady();
        }

        @Override
        public void message(R message) {
            if (rule != null && said == from) {
                strikeNext(rule);
            }
            if (holding != null) {
                if (!ended.get()) {
                    held.add(holding, () -> tell(message));
                }
                return;
            }
            tell(message);
            said++;
            if (rule != null && said == from) {
                strikeNow(rule);
            }
        }

        @Override
        public void end(@Nullable EtcdError error) {
            if (rule != null && said == from) {
                strikeNext(rule);
            }
            if (holding != null) {
                held.add(holding, () -> say(error));
            } else {
                say(error);
            }
        }

        private void say(@Nullable EtcdError error) {
            if (finish()) {
                last(ear -> ear.end(error));
            }
        }

        @Override
        public void lose() {
            if (finish()) {
                last(Outlet::lose);
            }
        }

        /** What is done to the message after so many. */
        private void strikeNext(Rule now) {
            if (now.effect() instanceof Effect.ReplyLost) {
                rule = null;
                if (now.strike()) {
                    breakOff();
                }
            } else if (now.holdsAnswers()) {
                rule = null;
                if (now.strike()) {
                    holding = now;
                }
            }
        }

        /** What is done as soon as there were so many. */
        private void strikeNow(Rule now) {
            Effect effect = now.effect();
            if (effect instanceof Effect.Refused refused && now.strike()) {
                TrackedStream.this.end(new EtcdError(refused.code(), refused.text()));
            } else if (effect instanceof Effect.TokenExpired && now.strike()) {
                faults.expireToken(caller);
                TrackedStream.this.end(EtcdErrors.INVALID_AUTH_TOKEN);
            } else if (effect instanceof Effect.RequestLost && now.strike()) {
                breakOff();
            }
        }
    }
}
