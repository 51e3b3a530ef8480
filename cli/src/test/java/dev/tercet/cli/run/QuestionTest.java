package dev.tercet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.Out;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Cli cli(InputStream in, boolean asked, boolean seen) {
        Out out = new Out("standard output", OutputStream.nullOutputStream(), false);
        return new Cli(new Streams(in, asked, out, new Out("standard error", err, seen)), Map.of());
    }

    private Cli typed(String answer) {
        return cli(new ByteArrayInputStream(answer.getBytes(StandardCharsets.ISO_8859_1)), true, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "Y", " yes \r\n", "YES\nno\n"})
    void yesIsYes(String answer) {
        assertThatCode(() -> Question.ask(typed(answer), "This is it.")).doesNotThrowAnyException();
        assertThat(err).hasToString("This is it. Go on? [y/N] ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "n\n", "yeah\n", "no\ny\n", "y\u00ff\n"})
    void allElseIsNo(String answer) {
        assertThatThrownBy(() -> Question.ask(typed(answer), "This is it."))
                .hasMessage("not confirmed, so nothing was changed.")
                .asInstanceOf(InstanceOfAssertFactories.type(CommandException.class))
                .returns(Exit.INTERRUPTED, CommandException::exit);
    }

    @ParameterizedTest
    @CsvSource({"true, true, true", "true, false, false", "false, true, false"})
    void whoIsAskedHasToSeeIt(boolean asked, boolean seen, boolean possible) {
        assertThat(Question.isPossible(cli(InputStream.nullInputStream(), asked, seen)))
                .isEqualTo(possible);
    }

    @Test
    void ctrlCIsNoAnswer() throws IOException {
        try (PipedOutputStream never = new PipedOutputStream()) {
            Cli cli = cli(new PipedInputStream(never), true, true);
            CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> Question.ask(cli, "This is it."));
            await().until(() -> err.toString(StandardCharsets.UTF_8).endsWith("[y/N] "));
            cli.interrupts().interrupt("INT");
            assertThatThrownBy(asking::join).hasRootCauseMessage("interrupted (INT). Nothing was changed.");
            cli.err().flush();
            assertThat(err).hasToString("This is it. Go on? [y/N] \n");
        }
    }
}
