package dev.tercet.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.auth.Permission;
import dev.tercet.kv.KeyRange;
import org.junit.jupiter.api.Test;

/** Requests begin the messages of errors, so they are for people, and keep secrets to themselves. */
class AuthRpcsTest {
    @Test
    void requestsReadAsWords() {
        KeyRange range = KeyRange.of("k");
        assertThat(AuthRpcs.Named.user("ann")).hasToString("user ann");
        assertThat(AuthRpcs.Named.role("reader")).hasToString("role reader");
        assertThat(new AuthRpcs.UserRole("ann", "reader")).hasToString("role reader of user ann");
        assertThat(new AuthRpcs.Grant("reader", Permission.read(range)))
                .hasToString("permission for " + range + " of role reader");
        assertThat(new AuthRpcs.Revoke("reader", range)).hasToString("permission for " + range + " of role reader");
        assertThat(new AuthRpcs.UserPassword("ann", "secret")).hasToString("user ann");
    }
}
