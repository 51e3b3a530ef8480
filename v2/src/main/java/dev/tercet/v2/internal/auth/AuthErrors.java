package dev.tercet.v2.internal.auth;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.v2.error.V2ErrorPayload;
import dev.tercet.v2.internal.error.V2Codes;
import dev.tercet.v2.internal.error.V2Errors;

/** What the v3 store says of users and roles, as v2 servers would say it. */
final class AuthErrors {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;

    private AuthErrors() {}

    /** The failure of a v2 server for the same; what v2 has nothing for stays as it is. */
    static Throwable inWordsOfV2(String words, Throwable failure) {
        if (!(failure instanceof EtcdException refused)) {
            return failure;
        }
        return switch (refused.code()) {
            case USER_NOT_FOUND, ROLE_NOT_FOUND -> of(words, refused, V2Codes.KEY_NOT_FOUND.number(), 404);
            case USER_EXISTS, ROLE_EXISTS -> of(words, refused, 0, CONFLICT);
            case PERMISSION_DENIED, UNAUTHENTICATED -> of(words, refused, V2Codes.UNAUTHORIZED.number(), 401);
            case FAILED_PRECONDITION, INVALID_ARGUMENT -> of(words, refused, 0, BAD_REQUEST);
            default -> failure;
        };
    }

    private static EtcdException of(String words, EtcdException refused, int code, int status) {
        V2ErrorPayload payload = new V2ErrorPayload(code, String.valueOf(refused.getMessage()), "", 0, status);
        return V2Errors.of(words, payload, refused.outcome(), null, refused);
    }

    /** A new user needs a password. */
    static EtcdException noPassword(String words, String user) {
        return refused(words, BAD_REQUEST, "auth: Cannot create user " + user + " with an empty password");
    }

    /** Nobody changes the role {@code root}. */
    static EtcdException rootRole(String words) {
        return refused(words, FORBIDDEN, "auth: Cannot modify role root: is root role.");
    }

    private static EtcdException refused(String words, int status, String message) {
        return V2Errors.of(words, new V2ErrorPayload(0, message, "", 0, status), Outcome.NOT_APPLIED, null);
    }

    /** Whether it was refused since permissions count. */
    static boolean isRefusal(Throwable failure) {
        return failure instanceof EtcdException refused
                && (refused.code() == ErrorCode.PERMISSION_DENIED || refused.code() == ErrorCode.UNAUTHENTICATED);
    }
}
