package dev.tercet.cli.mirror;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.error.Telling;
import dev.tercet.cli.output.ProgressLine;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Waiting;
import dev.tercet.error.EtcdException;
import dev.tercet.recipes.mirror.Mirror;
import dev.tercet.recipes.mirror.MirrorCheck;
import dev.tercet.recipes.mirror.MirrorStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Says how far a mirror is, and sees its end. */
final class Progress {
    private static final Duration LINES = Duration.ofSeconds(30);
    private static final Duration REDRAWING = Duration.ofSeconds(1);
    private static final int SHOWN = 10;

    private final Cli cli;
    private final Mirror mirror;
    private final ProgressLine line;
    private final Duration interval;
    private final CompletableFuture<Optional<EtcdException>> ended;
    private final CompletableFuture<?> end;

    /** Of a mirror; the interval that was asked for, if any. */
    Progress(Cli cli, Mirror mirror, @Nullable Duration interval) {
        this.cli = cli;
        this.mirror = mirror;
        // One line for the terminal that is drawn anew, and lines for files, as etcdctl has them.
        this.line = new ProgressLine(cli.err());
        this.interval = interval != null ? interval : line.isSeen() ? REDRAWING : LINES;
        // One for all questions: each that the mirror gives out may hear of it later than those before.
        this.ended = mirror.ended();
        this.end = CompletableFuture.anyOf(cli.interrupts().takeOver(), ended);
    }

    /** Waits for Ctrl-C, or for what does not pass. */
    int untilEnd() {
        await(end);
        return ended();
    }

    /** Waits until all is copied, and compares. */
    int once() {
        CompletableFuture<MirrorCheck> check = mirror.verifyAsync();
        await(CompletableFuture.anyOf(end, check));
        if ((!check.isDone() || check.isCompletedExceptionally())
                && (ended.isDone() || cli.interrupts().isInterrupted())) {
            return interrupted();
        }
        MirrorCheck found = Waiting.on(check);
        found.differences().stream()
                .limit(SHOWN)
                .forEach(each -> cli.err()
                        .line(each.kind().name().toLowerCase(Locale.ROOT) + " at the destination: " + each.key()));
        cli.err()
                .line((found.isEqual() ? "the same: " : found.differenceCount() + " differences in ") + found.keys()
                        + " keys, at revision " + found.sourceRevision() + " of the source and "
                        + found.destinationRevision() + " of the destination");
        return (found.isEqual() ? Exit.OK : Exit.DIFFERENT).code();
    }

    private int interrupted() {
        ended();
        return Exit.INTERRUPTED.code();
    }

    private void await(CompletableFuture<?> what) {
        while (true) {
            try {
                what.get(interval.toNanos(), TimeUnit.NANOSECONDS);
                break;
            } catch (TimeoutException e) {
                say();
            } catch (ExecutionException e) {
                break;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandException(Exit.INTERRUPTED, "interrupted: the mirror goes on from here next time", e);
            }
        }
        line.clear();
    }

    private void say() {
        MirrorStatus now = mirror.status();
        if (line.isSeen()) {
            line.draw(text(now));
            return;
        }
        cli.out().line(Long.toString(total(now))).flush();
        now.trouble().ifPresent(why -> cli.err().line("waiting: " + said(why)).flush());
    }

    private static long total(MirrorStatus now) {
        return now.keysPut() + now.keysDeleted() + now.eventsApplied();
    }

    private static String text(MirrorStatus now) {
        return now.phase().name().toLowerCase(Locale.ROOT) + ": revision " + now.sourceRevision() + ", " + total(now)
                + " keys"
                + now.trouble().map(why -> ", waiting: " + said(why)).orElse("");
    }

    /** Of either cluster. */
    private static String said(Throwable why) {
        return Telling.of(why, List.of("--", MirrorCommand.OTHER));
    }

    /** Says how far it came, and why it ended unless it was asked to. */
    private int ended() {
        MirrorStatus last = mirror.status();
        String shown = last.sourceRevision() == 0
                ? "the copy is not complete yet"
                : "the destination shows revision " + last.sourceRevision() + " of the source";
        cli.err()
                .line(shown + "; written and deleted: " + total(last) + " keys")
                .flush();
        ended.getNow(Optional.empty()).ifPresent(why -> {
            throw why;
        });
        return Exit.OK.code();
    }
}
