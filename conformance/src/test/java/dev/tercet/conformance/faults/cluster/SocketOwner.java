package dev.tercet.conformance.faults.cluster;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds which member holds the other end of a connection, by what the kernel shows of sockets and of processes' files. */
record SocketOwner(int members, IntToLongFunction pids) {
    private static final Path TABLE = Path.of("/proc/net/tcp");
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    /** Whether this system shows that. */
    static boolean isKnown() {
        return Files.isReadable(TABLE) && Files.isReadable(Path.of("/proc/self/fd"));
    }

    /** The member, if it is one. */
    OptionalInt of(Socket accepted) {
        return inode(accepted)
                .map(inode -> IntStream.range(0, members)
                        .filter(index -> holds(pids.applyAsLong(index), "socket:[" + inode + "]"))
                        .findFirst())
                .orElse(OptionalInt.empty());
    }

    private static Optional<String> inode(Socket accepted) {
        String near = port(accepted.getPort());
        String far = port(accepted.getLocalPort());
        try (Stream<String> lines = Files.lines(TABLE)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length > INODE && words[LOCAL].endsWith(near) && words[REMOTE].endsWith(far))
                    .map(words -> words[INODE])
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String port(int number) {
        return ":%04X".formatted(number);
    }

    private static boolean holds(long pid, String link) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.anyMatch(file -> isLink(file, link));
        } catch (IOException e) {
            // It has ended.
            return false;
        }
    }

    private static boolean isLink(Path file, String link) {
        try {
            return Files.readSymbolicLink(file).toString().equals(link);
        } catch (IOException e) {
            // Closed meanwhile.
            return false;
        }
    }
}
