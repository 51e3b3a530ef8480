package dev.tercet.v2.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.connection.Endpoint;
import dev.tercet.http.HttpHead;
import dev.tercet.spi.WireFailure.Reach;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {
    private static final Endpoint HERE = Endpoint.parse("http://here:2379", false);
    private static final Predicate<Endpoint> STRANGERS = endpoint -> false;

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
        Redirects next = Redirects.none(HERE, "/v2/keys/a").next(to(location), true, STRANGERS);
        assertThat(next.endpoint()).hasToString(endpoint);
        assertThat(next.path()).isEqualTo(path);
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
        assertThatThrownBy(() -> Redirects.none(HERE, "/x").next(to(location), true, STRANGERS))
                .isInstanceOfSatisfying(
                        Redirects.NotFollowed.class,
                        e -> assertThat(e.toFailure().reach()).isEqualTo(Reach.MISCONFIGURED));
    }

    @ParameterizedTest
    @CsvSource({
        // The same one, with and without TLS, and with TLS at another port.
        "http://here:2379, http://here:2379/y, true",
        "http://here:2379, /y, true",
        "http://here:2379, http://HERE:2379/y, true",
        "http://here:2379, https://here:2379/y, true",
        "http://here:2379, https://here/y, true",
        "https://here:2379, https://here:4001/y, true",
        // Who listens at another port without TLS may be anybody.
        "http://here:2379, http://here:4001/y, false",
        "http://here:2379, http://here/y, false",
        // Strangers.
        "http://here:2379, http://there:2379/y, false",
        "http://here:2379, https://there:2379/y, false",
        "https://here:2379, https://there:2379/y, false",
        "https://here:2379, https://here.example.com:2379/y, false",
        // The client's own.
        "http://here:2379, http://member:1/y, true",
        "https://here:2379, https://secured:1/y, true",
        "http://here:2379, http://member:2/y, false",
        "http://here:2379, http://secured:1/y, false",
        // Out of TLS.
        "https://here:2379, http://here:2379/y, false",
        "https://here:2379, http://member:1/y, false",
    })
    void aPasswordGoesWhereItWouldHaveGone(String from, String to, boolean along) throws Exception {
        Set<Endpoint> own =
                Set.of(Endpoint.parse("http://member:1", false), Endpoint.parse("https://secured:1", false));

        Redirects next = Redirects.none(Endpoint.parse(from, false), "/x").next(to(to), true, own::contains);

        assertThat(next.withCredentials()).isEqualTo(along);
    }

    @Test
    void aPasswordDoesNotComeBack() throws Exception {
        Redirects secured = Redirects.none(Endpoint.parse("https://here:1", false), "/x");
        Redirects plain = secured.next(to("http://there:1/x"), true, STRANGERS);
        assertThat(plain.withCredentials()).isFalse();
        assertThat(plain.next(to("https://here:1/x"), true, STRANGERS).withCredentials())
                .isFalse();
    }

    @Test
    void tenAreFollowed() throws Exception {
        Redirects at = Redirects.none(HERE, "/x");
        for (int i = 0; i < 10; i++) {
            at = at.next(to("/x"), true, STRANGERS);
        }
        Redirects last = at;
        assertThatThrownBy(() -> last.next(to("/x"), true, STRANGERS)).hasMessageContaining("more than 10");
    }

    @Test
    void whoWantsNoneIsToldWhereTo() {
        assertThatThrownBy(() -> Redirects.none(HERE, "/x").next(to("http://leader:4001/x"), false, STRANGERS))
                .hasMessageContaining("http://leader:4001/x")
                .hasMessageContaining("withoutRedirects()");
    }
}
