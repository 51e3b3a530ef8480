package dev.tercet.cli.shell;

import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.InputLine;
import dev.tercet.cli.run.Streams;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Runs the lines of standard input. The first that fails is the last, since those after it rely on it. */
final class Script {
    private final Cli cli;
    private final Session session;
    private final boolean goesOn;

    /** With whether it goes on after a line that failed. */
    Script(Cli cli, Session session, boolean goesOn) {
        this.cli = cli;
        this.session = session;
        this.goesOn = goesOn;
    }

    /** Runs all of them; returns the exit code of the last that failed. */
    int run() {
        Streams streams = new Streams(new Nothing(), false, cli.out(), cli.err());
        int failed = Exit.OK.code();
        int number = 0;
        InputStream in = new BufferedInputStream(cli.in());
        InputLine line;
        // Who has left waits for no other line, which may be long in coming.
        while (!session.isLeft() && (line = InputLine.next(in)) != null) {
            number++;
            int code = run(line, streams);
            if (code != Exit.OK.code()) {
                failed = code;
                cli.err()
                        .line("tercet: that was line " + number
                                + (goesOn ? "." : "; what comes after it was not run."));
                if (!goesOn) {
                    break;
                }
            }
        }
        return failed;
    }

    private int run(InputLine line, Streams streams) {
        String text = line.text();
        if (text == null) {
            cli.err().line("tercet: this is not UTF-8.");
            return Exit.BAD_INPUT.code();
        }
        return session.run(text, streams);
    }

    /** What a line would read is the lines after it: a value taken from there would be a surprise. */
    private static final class Nothing extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the shell reads its lines from it");
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            return read();
        }
    }
}
