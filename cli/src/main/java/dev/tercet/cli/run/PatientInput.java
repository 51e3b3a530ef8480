package dev.tercet.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Standard input for a command that has taken Ctrl-C away from the system and has changed nothing yet: Ctrl-C ends it also while nothing
 * comes.
 *
 * <p>Threads: each read has one of its own, since nothing ends the system's wait for a terminal or a pipe: whoever reads gives up the
 * waiting, and the thread stays behind. It is a daemon so that it does not keep the program, which is about to end, from doing so.
 */
public final class PatientInput extends InputStream {
    /** How long the reader may take to give up, in milliseconds: the shell's does, and it must not take what is typed next. */
    private static final long LEAVE = 250;

    private static final int ROOM = 1 << 16;

    private final InputStream in;
    private final Interrupts interrupts;

    /** Of this input; from now on these are the command's. */
    public PatientInput(InputStream in, Interrupts interrupts) {
        this.in = in;
        this.interrupts = interrupts;
        interrupts.takeOver();
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
            CompletableFuture.anyOf(read, interrupts.takeOver())
                    .handle((done, failure) -> done)
                    .join();
            if (!read.isDone()) {
                reader.interrupt();
                leave(read);
            }
            interrupts.endUnchanged();
            int length = Waiting.on(read);
            System.arraycopy(taken, 0, bytes, from, Math.max(0, length));
            return length;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void take(byte[] into, CompletableFuture<Integer> read) {
        try {
            read.complete(in.read(into));
        } catch (IOException e) {
            read.completeExceptionally(new UncheckedIOException(e));
        } catch (RuntimeException e) {
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
