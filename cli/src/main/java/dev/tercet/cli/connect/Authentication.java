package dev.tercet.cli.connect;

import dev.tercet.cli.error.CommandException;
import dev.tercet.connection.Credentials;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** As whom, of what the settings say of users, passwords and tokens. */
final class Authentication {
    private Authentication() {}

    /** The credentials; empty for none. Asks for a password if there is a user without one. */
    static Optional<Credentials> of(Settings settings) {
        Said token = present(settings, Setting.AUTH_JWT_TOKEN);
        Said user = present(settings, Setting.USER);
        Said password = present(settings, Setting.PASSWORD);
        if (token != null && user != null && token.source() == user.source()) {
            throw CommandException.wrongUsage(user.origin() + " and " + token.origin() + " exclude each other.");
        }
        if (token != null && (user == null || token.isNearerThan(user))) {
            return Optional.of(Credentials.ofToken(token.text()));
        }
        if (user == null) {
            // One in the environment or in a profile waits there for a user, as etcdctl has it.
            if (password != null && password.source() == Said.Source.COMMAND_LINE) {
                throw CommandException.wrongUsage(password.origin() + " needs " + settings.option(Setting.USER) + ".");
            }
            return Optional.empty();
        }
        return Optional.of(
                password == null || !belongs(password, user)
                        ? Login.of(settings.passwords(), user.origin(), user.text())
                        : Credentials.of(user.text(), password.text()));
    }

    /** What is empty says that there is to be none. */
    private static @Nullable Said present(Settings settings, Setting setting) {
        return settings.said(setting).filter(said -> !said.isEmpty()).orElse(null);
    }

    /**
     * Whether a password is that user's: not one that a profile has for its own user, nor one from farther away than a user that brings his
     * own after a colon.
     */
    private static boolean belongs(Said password, Said user) {
        if (!user.isNearerThan(password)) {
            return true;
        }
        return password.source() != Said.Source.PROFILE && !user.text().contains(":");
    }
}
