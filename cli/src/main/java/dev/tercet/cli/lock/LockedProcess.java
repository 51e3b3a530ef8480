package dev.tercet.cli.lock;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.GetResult;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.LockLoss;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A command that runs while a lock is held. It is told to end when the lock is lost, and when we are told to end ourselves.
 *
 * @param key the lock's key as it was read when the lock was had
 */
record LockedProcess(Cli cli, HeldLock held, GetResult key) {
    /** How long a command may take to end once its lock is lost. */
    private static final long GRACE_SECONDS = 10;

    /** Runs it, and returns its exit code. */
    int run(List<String> command) {
        CompletableFuture<LockLoss> lost = held.lost();
        cli.out().flush();
        cli.err().flush();
        Process process = start(command);
        CompletableFuture<Process> ended = process.onExit();
        CompletableFuture<String> told = cli.interrupts().first();
        CompletableFuture.anyOf(ended, lost, told).join();
        if (!ended.isDone() && !lost.isDone()) {
            // Ctrl-C at a terminal reaches the command as well, by itself.
            if (!(told.join().equals("INT") && cli.streams().asked())) {
                terminate(process);
            }
            CompletableFuture.anyOf(ended, lost).join();
        }
        if (!ended.isDone()) {
            String loss = LockCommand.lossOf(held.name().utf8(), lost.join());
            cli.err().line("tercet: " + loss + "; ending the command").flush();
            end(process);
            return Exit.FAILED.code();
        }
        return process.exitValue();
    }

    private Process start(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        Map<String, String> environment = builder.environment();
        environment.put("ETCD_LOCK_KEY", held.key().utf8());
        environment.put("ETCD_LOCK_REV", Long.toString(key.revision()));
        environment.put("ETCD_LOCK_TOKEN", Long.toString(held.fencingToken()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CommandException(
                    Exit.FAILED,
                    "cannot run '" + command.get(0) + "': " + e.getMessage() + "; the lock is given back",
                    e);
        }
    }

    /** Tells it, and what it has started: a shell alone would leave those behind. */
    private static void terminate(Process process) {
        // It first: a shell whose child dies before it has its own signal goes on, or ends without what it would do at
        // the signal.
        Stream<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants());
        all.toList().forEach(ProcessHandle::destroy);
    }

    private static void end(Process process) {
        terminate(process);
        try {
            process.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        } catch (InterruptedException | ExecutionException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
