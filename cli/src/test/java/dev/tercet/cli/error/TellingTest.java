package dev.tercet.cli.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What the library says, in words of the command. */
class TellingTest {
    @Test
    void methodsAreOptions() {
        said(
                "x is not vouched for by y; if its authority is one of your own, give the authority's file to Tls.trusting",
                "name the authority's file with --cacert");
        said(
                "the certificates in f; Tls.trusting wants that of its authority",
                "; --cacert wants that of its authority");
        said("not for a, but for b; if that is the server, give its name to Tls.withServerName", "its own");
        said("has not begun; withForeignKeys says whether", "; --foreign says whether");
        said("the session on lease 1 is lost: gone; open another session", "lost: gone");
    }

    @Test
    void alertsOfTheServerAreWords() {
        said(
                "error:10000415:SSL routines:OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_EXPIRED",
                "the server refuses the connection: the certificate of --cert has expired");
        said(
                "error:1000045c:SSL routines:OPENSSL_internal:TLSV1_CERTIFICATE_REQUIRED; the server wants a client certificate",
                "it wants a certificate; name one with --cert and --key");
    }

    @Test
    void optionsOfOtherClustersAreNamedToo() {
        Throwable failure = new IllegalStateException("give the authority's file to Tls.trusting");
        assertThat(Telling.of(failure, List.of("--from-", "--to-")))
                .isEqualTo("name the authority's file with --from-cacert or --to-cacert");
        Throwable wanted = new IllegalStateException("no; the server wants a client certificate");
        assertThat(Telling.of(wanted, List.of("--", "--dest-")))
                .isEqualTo("no; name one with --cert or --dest-cert and --key or --dest-key");
        assertThat(Telling.of(wanted)).isEqualTo("no; name one with --cert and --key");
    }

    @Test
    void memoryThatIsShortIsSaidWhereverItWasMissed() {
        Throwable failure = new IllegalStateException(
                "Failed to read message.", new CompletionException(new OutOfMemoryError("Java heap space")));
        assertThat(Telling.of(failure))
                .startsWith("not enough memory (Java heap space): ")
                .containsPattern("TERCET_OPTS=-Xmx\\d+m gives it more");
        assertThat(Telling.of(new CommandException(Exit.FAILED, "3 of 4 are done", failure)))
                .isEqualTo("3 of 4 are done");
    }

    private static void said(String message, String ours) {
        assertThat(Telling.of(new IllegalStateException(message)))
                .endsWith(ours)
                .doesNotContain("Tls.", "withForeignKeys", "another session", "OPENSSL");
    }
}
