package dev.tercet.cli.transfer;

import dev.tercet.cli.run.Cli;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Standard input for who has taken Ctrl-C away from the system, and may wait there for long: it ends the command while nothing comes.
 * Threads: one of its own
 * waits for the system, since nothing would end that wait.
 */
final class PatientInput extends InputStream {
    /** How long the reader may take to give up, in milliseconds: the shell's does, and it must not take what is typed next. */
    private static final long LEAVE = 250;

    private static final int ROOM = 1 << 16;

    private final InputStream in;
    private final Stop stop;
    private final CompletableFuture<String> ending;

    PatientInput(Cli cli, Stop stop) {
        this.in = cli.in();
        this.stop = stop;
        this.ending = cli.interrupts().first();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        // Into a place of its own: a reader that was left behind must not write into what others use by then.
        byte[] taken = new byte[Math.min(count, ROOM)];
        CompletableFuture<Integer> read = new CompletableFuture<>();
        Thread reader = new Thread(() -> take(taken, read), "tercet-input");
        reader.setDaemon(true);
        reader.start();
        try {
            CompletableFuture.anyOf(read, ending).join();
            if (!read.isDone()) {
                reader.interrupt();
                leave(read);
            }
            stop.check();
            int length = read.join();
            System.arraycopy(taken, 0, bytes, from, Math.max(0, length));
            return length;
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException known) {
                throw known;
            }
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    private void take(byte[] into, CompletableFuture<Integer> read) {
        try {
            read.complete(in.read(into));
        } catch (IOException | RuntimeException e) {
            read.completeExceptionally(e);
        }
    }

    private static void leave(CompletableFuture<Integer> read) {
        try {
            read.get(LEAVE, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // It has given up, or waits for the system until the end.
        }
    }
}
