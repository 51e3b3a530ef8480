package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.v2.error.V2ErrorPayload;
import dev.tercet.v2.error.V2Failure;
import dev.tercet.v2.internal.error.V2Codes;
import dev.tercet.v2.internal.error.V2Errors;
import java.util.Objects;

/** What v2 has a code for, of what the v3 store says; all else stays what it is. */
public final class KeyFailures {
    private KeyFailures() {}

    /** The failure of a call, or of a watch, in v2's words where it has any. */
    public static Throwable of(String call, Throwable failure) {
        if (!(failure instanceof EtcdException refused)
                || failure instanceof V2Failure
                || (refused.code() != ErrorCode.PERMISSION_DENIED && refused.code() != ErrorCode.UNAUTHENTICATED)) {
            return failure;
        }
        V2Codes code = V2Codes.UNAUTHORIZED;
        String cause = Objects.requireNonNullElse(refused.getMessage(), "");
        V2ErrorPayload payload = new V2ErrorPayload(code.number(), code.text(), cause, 0, code.status());
        EtcdException ours = V2Errors.of(call, payload, refused.outcome(), null);
        ours.addSuppressed(refused);
        return ours;
    }
}
