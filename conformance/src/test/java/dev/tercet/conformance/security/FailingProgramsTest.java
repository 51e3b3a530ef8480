package dev.tercet.conformance.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.OtherJvm;
import dev.tercet.testkit.tls.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program with secrets prints when all fails, with every logger at its most talkative but those that print the wire. */
class FailingProgramsTest {
    /** Netty's handler of HTTP/2 frames prints each with its headers and bytes: what is sent, whatever that is. */
    private static final String WIRE = "io.grpc.netty.shaded.io.grpc.netty.Netty";

    @TempDir
    private Path dir;

    private OtherJvm.Ended run(boolean wire, String... words) throws IOException, InterruptedException {
        Path logging = Files.writeString(
                dir.resolve("logging.properties"),
                "handlers = java.util.logging.ConsoleHandler\njava.util.logging.ConsoleHandler.level = ALL\n"
                        + ".level = ALL\n"
                        + (wire ? "" : WIRE + "ClientHandler.level = INFO\n" + WIRE + "ServerHandler.level = INFO\n"));
        List<String> options = new ArrayList<>(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                "-Djava.util.logging.config.file=" + logging));
        if (!wire) {
            options.add("-Dorg.slf4j.simpleLogger.log." + WIRE + "ClientHandler=info");
            options.add("-Dorg.slf4j.simpleLogger.log." + WIRE + "ServerHandler=info");
        }
        return OtherJvm.run(Failing.class, options, words);
    }

    @Test
    void noSecretIsInWhatItPrints() throws Exception {
        OtherJvm.Ended all = run(false);
        assertThat(all.exitCode()).as(all.output()).isZero();
        assertThat(all.output())
                .as("that all was heard")
                .contains("invalid user ID or password")
                .contains("invalid auth token")
                .contains("user name already exists")
                .contains("user name not found")
                .contains("not for 127.0.0.1, but for [elsewhere.invalid]")
                .contains("does not open with the password given")
                .contains("is encrypted: decrypt it")
                .contains("refused")
                .contains("give credentials to the client instead")
                .contains("The request requires user authentication")
                .contains("TRACE")
                .contains("Unknown option: '--passwrod'")
                .contains("profiles ended with 0")
                .contains("get ended with")
                .contains("serialised: ");
        assertThat(all.output()).doesNotContain(SecretForms.ofAll(Failing.SECRETS));
        assertThat(all.output()).doesNotContain(SecretForms.ofAll(List.of(TestCertificates.STORE_PASSWORD)));
        assertThat(all.output()).as("lines of private keys").doesNotContainPattern("M[A-Z]{2,3}CAQAw[A-Za-z0-9+/]{20}");
        assertThat(all.output()).doesNotContain("not serialised");
    }

    /** That the look above finds what there is to find; and why those loggers are not for places with secrets. */
    @Test
    void theWireItselfHasThem() throws Exception {
        OtherJvm.Ended some = run(true, "passwords");
        assertThat(some.exitCode()).as(some.output()).isZero();
        assertThat(SecretForms.ofAll(List.of(Failing.WRONG))).anyMatch(some.output()::contains);
    }
}
