package dev.tercet.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "etcd, http://etcd:2379",
        "etcd:1234, http://etcd:1234",
        "' etcd:1234 ', http://etcd:1234",
        "127.0.0.1, http://127.0.0.1:2379",
        "etcd-0.etcd.default.svc:2379, http://etcd-0.etcd.default.svc:2379",
        "my_etcd_1:2379, http://my_etcd_1:2379",
        "http://my_etcd_1, http://my_etcd_1:2379",
        "http://etcd, http://etcd:2379",
        "http://etcd/, http://etcd:2379",
        "HTTP://etcd:80, http://etcd:80",
        "https://etcd:443, https://etcd:443",
        "[::1], http://[::1]:2379",
        "[::1]:1234, http://[::1]:1234",
        "https://[2001:db8::1]:1234, https://[2001:db8::1]:1234",
        "gateway+http://etcd, gateway+http://etcd:2379",
        "Gateway+HTTPS://etcd:1, gateway+https://etcd:1",
        "my-wire2+http://[::1]:1, my-wire2+http://[::1]:1",
        "etcd:1, http://etcd:1",
        "etcd:65535, http://etcd:65535",
    })
    void readsWhatPeopleWrite(String text, String endpoint) {
        assertThat(Endpoint.parse(text, false)).hasToString(endpoint);
    }

    @Test
    void withoutASchemeTlsDecides() {
        assertThat(Endpoint.parse("etcd:1", true)).hasToString("https://etcd:1").matches(Endpoint::isTls);
        assertThat(Endpoint.parse("http://etcd:1", true)).matches(e -> !e.isTls());
    }

    @ParameterizedTest
    @CsvSource({
        "http://etcd, '', false",
        "https://etcd, '', true",
        "gateway+http://etcd, gateway, false",
        "gateway+https://etcd, gateway, true",
        "gRPC+https://etcd, grpc, true",
    })
    void mayAskForATransport(String text, String transport, boolean tls) {
        Endpoint endpoint = Endpoint.parse(text, false);

        assertThat(endpoint.transport().orElse("")).isEqualTo(transport);
        assertThat(endpoint.isTls()).isEqualTo(tls);
    }

    @Test
    void anIpv6AddressHasNoBracketsAsAHostAndHasThemAsAnAuthority() {
        Endpoint endpoint = Endpoint.parse("[::1]:1234", false);

        assertThat(endpoint.host()).isEqualTo("::1");
        assertThat(endpoint.authority()).isEqualTo("[::1]:1234");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                ":2379",
                "http://",
                "http://:2379",
                "etcd:",
                "etcd:0",
                "etcd:65536",
                "etcd:-1",
                "etcd:+1",
                "etcd:port",
                "etcd:99999999999",
                "::1",
                "fe80::1:2379",
                "[::1",
                "http://[::1",
                "[::1]2379",
                "[::1]x",
                "[::1]:",
                "[]:2379",
                "http://etcd]:1",
                "unix:///var/run/etcd.sock",
                "unix://etcd",
                "ftp://etcd:1",
                "dns:///etcd:1",
                "gateway://etcd:1",
                "gateway+://etcd:1",
                "+http://etcd:1",
                "gateway+ftp://etcd:1",
                "a+b+http://etcd:1",
                "gate_way+http://etcd:1",
                "1gateway+http://etcd:1",
                "gate.way+http://etcd:1",
                "gateway+http://root:secret@etcd:1",
                "http://etcd:1/v3",
                "etcd:1/v3",
                "http://etcd:1?a=b",
                "http://etcd:1#a",
                "http://user:secret@etcd:1",
                "two words:1",
                "http://etcd:1,http://etcd:2",
                "://etcd",
            })
    void refusesTheRestAndShowsTheText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(text, false))
                .withMessageContaining("endpoint");
    }

    @ParameterizedTest
    @CsvSource({
        "unix:///etcd.sock, 'use http:// or https://, or name a transport before it as in gateway+http://'",
        "etcd:port, 'port \"port\"'",
        "etcd:1/v3, more than scheme",
        "http://etcd:70000, 70000",
        "::1, brackets",
    })
    void saysWhatIsWrong(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(text, false))
                .withMessageContaining(why);
    }

    @Test
    void doesNotRepeatAPassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse("http://root:secret@etcd:1", false))
                .withMessageNotContaining("secret");
    }

    @Test
    void listsMayHaveCommas() {
        assertThat(Endpoint.parseAll(List.of("a,b:1, c ,", "https://d"), false))
                .extracting(Endpoint::toString)
                .containsExactly("http://a:2379", "http://b:1", "http://c:2379", "https://d:2379");
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.parseAll(List.of(), false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parseAll(List.of(" , "), false))
                .withMessage("no endpoints given");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://root:open-sesame@etcd:1",
                "root:open-sesame@etcd",
                "http://root:open sesame@etcd:1",
                "http://root:%zz-open-sesame@etcd:1",
                "ftp://root:open-sesame@etcd:1",
                "http://root:open-sesame@etcd:1/path",
                "http://root:open-sesame@[::1",
                "http://root:open#sesame@etcd:1",
                "http://root:open,sesame@etcd:1",
            })
    void aPasswordInItIsNotShown(String text) {
        for (boolean tls : new boolean[] {false, true}) {
            Throwable thrown = catchThrowable(() -> Endpoint.parseAll(List.of("http://etcd:1", text), tls));
            assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("give credentials");
            StringWriter printed = new StringWriter();
            thrown.printStackTrace(new PrintWriter(printed));
            assertThat(printed.toString()).doesNotContain("open", "sesame");
        }
    }
}
