package dev.tercet.v2.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.connection.Endpoint;
import dev.tercet.http.HttpHead;
import dev.tercet.spi.WireFailure.Reach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {
    private static final Endpoint HERE = Endpoint.parse("http://here:2379", false);

    private static HttpHead to(String location) {
        return new HttpHead(307, "", location);
    }

    @ParameterizedTest
    @CsvSource({
        "http://leader:4001/v2/keys/a?recursive=true, http://leader:4001, /v2/keys/a?recursive=true",
        "https://leader/v2/keys/a, https://leader:443, /v2/keys/a",
        "http://leader, http://leader:80, /",
        "/elsewhere?x=%20, http://here:2379, /elsewhere?x=%20",
        "other, http://here:2379, /v2/keys/other",
        "//leader:1/x, http://leader:1, /x",
        "https://[::1]:7/x, https://[::1]:7, /x",
        "https://[::1]/x, https://[::1]:443, /x",
        "http://etcd_1:2379/x, http://etcd_1:2379, /x",
        "HTTP://leader:1/x, http://leader:1, /x"
    })
    void theyLeadSomewhere(String location, String endpoint, String path) throws Exception {
        Redirects next = Redirects.none(HERE, "/v2/keys/a").next(to(location), true);
        assertThat(next.endpoint()).hasToString(endpoint);
        assertThat(next.path()).isEqualTo(path);
        assertThat(next.withCredentials()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://leader/x",
                "http://",
                "not a url",
                "http://user:secret@leader/x",
                "http://leader:99999/x"
            })
    void orNowhere(String location) {
        assertThatThrownBy(() -> Redirects.none(HERE, "/x").next(to(location), true))
                .isInstanceOfSatisfying(
                        Redirects.NotFollowed.class,
                        e -> assertThat(e.toFailure().reach()).isEqualTo(Reach.MISCONFIGURED));
    }

    @Test
    void aPasswordDoesNotLeaveTlsAndDoesNotComeBack() throws Exception {
        Redirects secured = Redirects.none(Endpoint.parse("https://here:1", false), "/x");
        assertThat(secured.next(to("https://there:1/x"), true).withCredentials())
                .isTrue();
        Redirects plain = secured.next(to("http://there:1/x"), true);
        assertThat(plain.withCredentials()).isFalse();
        assertThat(plain.next(to("https://here:1/x"), true).withCredentials()).isFalse();
        assertThat(Redirects.none(HERE, "/x")
                        .next(to("https://there:1/x"), true)
                        .withCredentials())
                .isTrue();
    }

    @Test
    void tenAreFollowed() throws Exception {
        Redirects at = Redirects.none(HERE, "/x");
        for (int i = 0; i < 10; i++) {
            at = at.next(to("/x"), true);
        }
        Redirects last = at;
        assertThatThrownBy(() -> last.next(to("/x"), true)).hasMessageContaining("more than 10");
    }

    @Test
    void whoWantsNoneIsToldWhereTo() {
        assertThatThrownBy(() -> Redirects.none(HERE, "/x").next(to("http://leader:4001/x"), false))
                .hasMessageContaining("http://leader:4001/x")
                .hasMessageContaining("withoutRedirects()");
    }
}
