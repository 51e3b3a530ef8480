package dev.tercet.embedded.internal.auth;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.AuthenticateRequest;
import dev.tercet.proto.etcdserverpb.AuthenticateResponse;
import java.util.Optional;

/** A token for a name and a password. The password is checked between two steps: that takes long. */
final class Login {
    private final Apply apply;
    private final Headers headers;
    private final AuthStore store;
    private final Tokens tokens;
    private final RaftIndex index;

    Login(Apply apply, Headers headers, AuthStore store, Tokens tokens, RaftIndex index) {
        this.apply = apply;
        this.headers = headers;
        this.store = store;
        this.tokens = tokens;
        this.index = index;
    }

    AuthenticateResponse authenticate(AuthenticateRequest request) {
        while (true) {
            Expected expected = apply.step(() -> expected(request.getName()));
            if (!Passwords.match(request.getPassword(), expected.password)) {
                throw EtcdErrors.AUTHENTICATION_FAILED;
            }
            // If something changed meanwhile, it may have been this password.
            Optional<AuthenticateResponse> reply = apply.step(
                    () -> expected.revision == store.revision() ? Optional.of(token(request)) : Optional.empty());
            if (reply.isPresent()) {
                return reply.get();
            }
        }
    }

    private Expected expected(String name) {
        if (!store.isEnabled()) {
            throw EtcdErrors.AUTHENTICATION_IS_NOT_ENABLED;
        }
        User user = store.find(name);
        if (user == null) {
            throw EtcdErrors.AUTHENTICATION_FAILED;
        }
        if (user.noPassword()) {
            throw EtcdErrors.PASSWORD_FOR_NO_PASSWORD_USER;
        }
        return new Expected(user.password(), store.revision());
    }

    private AuthenticateResponse token(AuthenticateRequest request) {
        index.advance();
        return AuthenticateResponse.newBuilder()
                .setHeader(headers.now())
                .setToken(tokens.assign(request.getName(), index.index()))
                .build();
    }

    private record Expected(ByteString password, long revision) {
        /** Without the password's hash. */
        @Override
        public String toString() {
            return "Expected[revision=" + revision + "]";
        }
    }
}
