package dev.tercet.recipes.internal.map;

import dev.tercet.kv.KeyValue;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A subscriber in front of another that decodes what passes. Signals come one at a time, so its fields need no guard. */
final class Decoding<R> implements Flow.Subscriber<KeyValue> {
    private final Flow.Subscriber<? super R> behind;
    private final Function<KeyValue, R> decode;
    private Flow.@Nullable Subscription subscription;
    private boolean failed;

    Decoding(Flow.Subscriber<? super R> behind, Function<KeyValue, R> decode) {
        this.behind = behind;
        this.decode = decode;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        behind.onSubscribe(given);
    }

    @Override
    public void onNext(KeyValue kv) {
        if (failed) {
            return;
        }
        R decoded;
        try {
            decoded = decode.apply(kv);
        } catch (RuntimeException e) {
            failed = true;
            if (subscription != null) {
                subscription.cancel();
            }
            behind.onError(e);
            return;
        }
        behind.onNext(decoded);
    }

    @Override
    public void onError(Throwable failure) {
        if (!failed) {
            behind.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (!failed) {
            behind.onComplete();
        }
    }
}
