package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The state of the sources.
 *
 * @param commit that they were taken from, or {@code unknown}
 * @param modified whether they have changed since
 */
record Sources(String commit, boolean modified) {
    private static final Sources UNKNOWN = new Sources("unknown", false);
    private static final int SHORT = 12;

    /** What git says of this folder; nothing is known where there is no git, or the folder is no repository itself. */
    static Sources in(Path folder) throws IOException, InterruptedException {
        Optional<String> commit = git(folder, List.of("git", "rev-parse", "HEAD"));
        if (commit.isEmpty()) {
            return UNKNOWN;
        }
        Optional<String> changes = git(folder, List.of("git", "status", "--porcelain"));
        return new Sources(commit.get(), changes.map(lines -> !lines.isEmpty()).orElse(true));
    }

    /** What it prints; empty if it fails. */
    private static Optional<String> git(Path folder, List<String> command) throws IOException, InterruptedException {
        Path here = folder.toAbsolutePath().normalize();
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(here.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        // Sources that were unpacked somewhere below another repository are not of its commit.
        builder.environment().put("GIT_CEILING_DIRECTORIES", String.valueOf(here.getParent()));
        Process git;
        try {
            git = builder.start();
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
        git.getOutputStream().close();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        boolean done = git.waitFor(10, TimeUnit.SECONDS);
        return done && git.exitValue() == 0 ? Optional.of(said) : Optional.empty();
    }

    @Override
    public String toString() {
        return commit.substring(0, Math.min(SHORT, commit.length())) + (modified ? ", with changes" : "");
    }
}
