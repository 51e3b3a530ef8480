package dev.tercet.v2.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ProtocolException;
import dev.tercet.v2.auth.V2Permission;
import dev.tercet.v2.auth.V2Role;
import dev.tercet.v2.auth.V2User;
import dev.tercet.v2.cluster.ApiAnswer;
import dev.tercet.v2.error.V2InsufficientPermissionsException;
import dev.tercet.v2.error.V2RejectedException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for each wish, by what servers of each age answer. */
class AuthOverHttpTest {
    private static final CallOptions OPTIONS = CallOptions.DEFAULT;

    private final SayingCalls server = new SayingCalls();
    private final AuthOverHttp auth = new AuthOverHttp(server, "/v2");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"users\":[\"ann\",\"bob\"]}",
                "{\"users\":[{\"user\":\"ann\"},{\"user\":\"bob\",\"roles\":[{\"role\":\"r\",\"permissions\":{\"kv\":{\"read\":[\"/*\"],\"write\":null}}}]}]}",
                "{\"extra\":[[{}],1,null],\"users\":[\"ann\",{\"user\":\"bob\"}]}"
            })
    void bothShapesAreLists(String body) {
        server.answer(200, body);
        assertThat(auth.users(OPTIONS).join()).containsExactly("ann", "bob");
    }

    @Test
    void nothingIsNobody() {
        server.answer(200, "{\"users\":null}").answer(200, "{}");
        assertThat(auth.users(OPTIONS).join()).isEmpty();
        assertThat(auth.roles(OPTIONS).join()).isEmpty();
        assertThat(server.asked()).containsExactly("GET /v2/auth/users", "GET /v2/auth/roles");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user\":\"ann\",\"roles\":[\"a\",\"b\"]}",
                "{\"user\":\"ann\",\"roles\":[{\"role\":\"b\"},{\"role\":\"a\"}]}"
            })
    void rolesOfUsersInBothShapes(String body) {
        server.answer(200, body);
        assertThat(auth.user("ann", OPTIONS).join()).isEqualTo(V2User.of("ann").withRoles(List.of("a", "b")));
    }

    @Test
    void aRoleIsReadByPath() {
        server.answer(
                200,
                "{\"role\":\"r\",\"permissions\":{\"kv\":{\"read\":[\"/a/*\",\"/b\"],\"write\":[\"/b\",\"/c\"]}},\"grant\":null}");
        assertThat(auth.role("r", OPTIONS).join())
                .isEqualTo(V2Role.of("r")
                        .granting("/a/*", V2Permission.R)
                        .granting("/b", V2Permission.RW)
                        .granting("/c", V2Permission.W));
    }

    @Test
    void aMissingUserIsCreated() {
        server.answer(404, "auth: User ann does not exist.").answer(201, "{\"user\":\"ann\",\"roles\":[\"r\"]}");
        V2User ann = V2User.of("ann").withPassword("secret").withRoles(List.of("r"));
        assertThat(auth.writeUser(ann, OPTIONS).join())
                .isEqualTo(V2User.of("ann").withRoles(List.of("r")));
        assertThat(server.asked())
                .containsExactly(
                        "GET /v2/auth/users/ann",
                        "PUT /v2/auth/users/ann {\"user\":\"ann\",\"password\":\"secret\",\"roles\":[\"r\"]}");
    }

    @Test
    void ofAUserOnlyWhatDiffersIsSent() {
        server.answer(200, "{\"user\":\"ann\",\"roles\":[\"a\",\"b\"]}")
                .answer(200, "{\"user\":\"ann\",\"roles\":[\"a\",\"b\"]}")
                .answer(200, "{\"user\":\"ann\",\"roles\":[\"a\",\"b\",\"c\"]}")
                .answer(200, "{\"user\":\"ann\",\"roles\":[\"b\",\"c\"]}");
        V2User ann = V2User.of("ann").withPassword("new").withRoles(List.of("b", "c"));
        assertThat(auth.writeUser(ann, OPTIONS).join().roles()).containsExactly("b", "c");
        assertThat(server.asked())
                .containsExactly(
                        "GET /v2/auth/users/ann",
                        "PUT /v2/auth/users/ann {\"user\":\"ann\",\"password\":\"new\"}",
                        "PUT /v2/auth/users/ann {\"user\":\"ann\",\"grant\":[\"c\"]}",
                        "PUT /v2/auth/users/ann {\"user\":\"ann\",\"revoke\":[\"a\"]}");
    }

    @Test
    void whatIsSoIsNotSent() {
        server.answer(200, "{\"user\":\"root\",\"roles\":[\"root\"]}");
        assertThat(auth.writeUser(V2User.of("root"), OPTIONS).join().roles()).containsExactly("root");
        server.answer(200, "{\"role\":\"r\",\"permissions\":{\"kv\":{\"read\":[\"/a\"],\"write\":[]}}}");
        auth.writeRole(V2Role.of("r").granting("/a", V2Permission.R), OPTIONS).join();
        server.answer(200, "{\"enabled\":true}");
        auth.setActive(true, OPTIONS).join();
        assertThat(server.asked())
                .containsExactly("GET /v2/auth/users/root", "GET /v2/auth/roles/r", "GET /v2/auth/enable");
    }

    @Test
    void ofARoleRevocationsComeFirst() {
        server.answer(200, "{\"role\":\"r\",\"permissions\":{\"kv\":{\"read\":[\"/a\",\"/b\"],\"write\":[\"/b\"]}}}")
                .answer(200, "{\"role\":\"r\",\"permissions\":{\"kv\":{\"read\":[\"/b\"],\"write\":[]}}}")
                .answer(200, "{\"role\":\"r\",\"permissions\":{\"kv\":{\"read\":[\"/b\"],\"write\":[\"/c\"]}}}");
        V2Role wanted = V2Role.of("r").granting("/b", V2Permission.R).granting("/c", V2Permission.W);
        assertThat(auth.writeRole(wanted, OPTIONS).join()).isEqualTo(wanted);
        assertThat(server.asked().subList(1, 3))
                .containsExactly(
                        "PUT /v2/auth/roles/r {\"role\":\"r\",\"revoke\":{\"kv\":{\"read\":[\"/a\"],\"write\":[\"/b\"]}}}",
                        "PUT /v2/auth/roles/r {\"role\":\"r\",\"grant\":{\"kv\":{\"read\":[],\"write\":[\"/c\"]}}}");
    }

    @Test
    void aMissingRoleIsCreated() {
        server.answer(404, "auth: Role r does not exist.")
                .answer(201, "{\"role\":\"r\",\"permissions\":{\"kv\":{\"read\":[\"/a\"],\"write\":[\"/a\"]}}}");
        auth.writeRole(V2Role.of("r").granting("/a", V2Permission.RW), OPTIONS).join();
        assertThat(server.asked())
                .last()
                .isEqualTo(
                        "PUT /v2/auth/roles/r {\"role\":\"r\",\"permissions\":{\"kv\":{\"read\":[\"/a\"],\"write\":[\"/a\"]}}}");
    }

    @Test
    void switchingIsOneCallMore() {
        server.answer(200, "{\"enabled\":false}").answer(200, "");
        auth.setActive(true, OPTIONS).join();
        server.answer(200, "{\"enabled\":true}").answer(200, "");
        auth.setActive(false, OPTIONS).join();
        assertThat(server.asked())
                .containsExactly(
                        "GET /v2/auth/enable", "PUT /v2/auth/enable", "GET /v2/auth/enable", "DELETE /v2/auth/enable");
    }

    @Test
    void namesGoAsTheyAre() {
        server.answer(200, "");
        auth.deleteUser("a b%c/ü", OPTIONS).join();
        assertThat(server.asked()).containsExactly("DELETE /v2/auth/users/a%20b%25c%2F%C3%BC");
    }

    @Test
    void refusalsAreTheServers() {
        server.answer(401, "Insufficient credentials");
        assertThatThrownBy(() -> auth.users(OPTIONS).join())
                .hasCauseInstanceOf(V2InsufficientPermissionsException.class);
        server.answer(404, "").answer(400, "auth: Cannot create user ann with an empty password");
        assertThatThrownBy(() -> auth.writeUser(V2User.of("ann"), OPTIONS).join())
                .cause()
                .isInstanceOfSatisfying(
                        V2RejectedException.class,
                        refused -> assertThat(refused.payload().status()).isEqualTo(400))
                .hasMessageContaining("with an empty password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"users\":[", "<html>", "{\"users\":[\"a\"}"})
    void whatIsNoAnswerIsSaidSo(String body) {
        server.answer(200, body);
        assertThatThrownBy(() -> auth.users(OPTIONS).join())
                .cause()
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("GET /v2/auth/users");
    }

    @Test
    void cancellingEndsWhatIsUnderWayAndAllAfterIt() {
        CompletableFuture<ApiAnswer> open = new CompletableFuture<>();
        CompletableFuture<V2User> write =
                new AuthOverHttp((request, options) -> open, "/v2").writeUser(V2User.of("ann"), OPTIONS);
        assertThat(write.cancel(true)).isTrue();
        assertThat(open).isCancelled();
    }
}
