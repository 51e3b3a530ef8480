package dev.tercet.cli.lock;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Children;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.GetResult;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.LockLoss;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A command that runs while a lock is held. It is told to end when the lock is lost, and when we are told to end ourselves.
 *
 * @param key the lock's key as it was read when the lock was had
 */
record LockedProcess(Cli cli, HeldLock held, GetResult key) {
    /** Runs it, and returns its exit code. */
    int run(List<String> command) {
        CompletableFuture<LockLoss> lost = held.lost();
        CompletableFuture<String> told = cli.interrupts().takeOver();
        cli.out().flush();
        cli.err().flush();
        if (lost.isDone()) {
            throw CommandException.failed(loss() + "; the command was not started");
        }
        if (told.isDone()) {
            throw new CommandException(
                    Exit.INTERRUPTED,
                    "lock \"" + held.name().utf8() + "\": ended by SIG" + told.join()
                            + "; the command was not started");
        }
        Process process =
                cli.interrupts().lend(() -> start(command), cli.streams().asked());
        try {
            return await(process, lost, told);
        } finally {
            cli.interrupts().takeBack();
        }
    }

    private int await(Process process, CompletableFuture<LockLoss> lost, CompletableFuture<String> told) {
        CompletableFuture<Process> ended = process.onExit();
        CompletableFuture.anyOf(ended, lost, told).join();
        if (!ended.isDone() && !lost.isDone()) {
            Children.ask(process);
            CompletableFuture.anyOf(ended, lost).join();
        }
        // First of all: what the command did without the lock may be wrong, however well it ended.
        if (lost.isDone()) {
            boolean over = ended.isDone();
            String and = over ? "the command ended with exit code " + process.exitValue() : "ending the command";
            cli.err().line("tercet: " + loss() + "; " + and).flush();
            if (!over) {
                Children.end(process);
            }
            return Exit.FAILED.code();
        }
        return process.exitValue();
    }

    private String loss() {
        return LockCommand.lossOf(held.name().utf8(), held.lost().join());
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
}
