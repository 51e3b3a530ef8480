package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.v2.error.V2ErrorPayload;
import dev.tercet.v2.error.V2Failure;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How calls are expected to fail. */
final class Fails {
    private Fails() {}

    /** Some failure of the etcd family, of this type. */
    static <E extends EtcdException> E with(Class<E> type, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(type);
        assertThat(thrown.getMessage()).isNotBlank().doesNotEndWith("null").doesNotContain("null:");
        return type.cast(thrown);
    }

    /** A refusal with a code of the v2 API, of the type that goes with it, which is always certain about the data. */
    static V2ErrorPayload with(V2Code code, ThrowingCallable call) {
        EtcdException failure = with(code.type(), call);
        assertThat(failure.outcome()).as(failure::toString).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure.method()).as("what was asked: %s", failure).isPresent();
        V2ErrorPayload payload = ((V2Failure) failure).payload();
        assertThat(payload.code()).as(failure::toString).isEqualTo(code.number());
        assertThat(payload.status()).as(failure::toString).isEqualTo(code.status());
        assertThat(payload.message()).as(failure::toString).isEqualTo(code.text());
        assertThat(failure).hasMessageContaining(code.number() + " " + code.text());
        return payload;
    }

    /** The same, and what it is about. */
    static void with(V2Code code, String cause, ThrowingCallable call) {
        V2ErrorPayload payload = with(code, call);
        assertThat(payload.cause()).isEqualTo(cause);
        // Bad parameters are found before the store is looked into.
        assertThat(payload.index()).isGreaterThanOrEqualTo(code.number() < 200 ? 1 : 0);
    }

    /** A mistake in an argument, found before anything is sent, whose message has the given words. */
    static void badArgument(ThrowingCallable call, String... words) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        for (String word : words) {
            assertThat(thrown).hasMessageContaining(word);
        }
    }
}
