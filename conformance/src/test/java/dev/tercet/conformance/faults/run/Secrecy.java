package dev.tercet.conformance.faults.run;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import dev.tercet.conformance.faults.embedded.EmbeddedScenario;
import dev.tercet.conformance.security.SecretForms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks for the passwords of the clusters in what scenarios leave behind: reports, findings, and what clients logged. */
final class Secrecy {
    private final List<String> forms;
    private final List<Path> logs;
    /** How far each log was looked through. */
    private final Map<Path, Long> seen = new HashMap<>();

    /**
     * With these logs.
     *
     * @param logs files that need not be there; of each only what is new counts
     */
    Secrecy(List<Path> logs) {
        List<String> passwords = new ArrayList<>(FaultCluster.passwords());
        passwords.add(EmbeddedScenario.PASSWORD);
        this.forms = SecretForms.ofAll(passwords);
        this.logs = logs;
    }

    /** Of a program, which logs where this JVM was told to. */
    static Secrecy ofThisJvm() {
        String log = System.getProperty("org.slf4j.simpleLogger.logFile");
        return new Secrecy(log == null ? List.of() : List.of(Path.of(log)));
    }

    /** Where there is one, in what was written since this was asked last. */
    List<String> broken(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                look(file, 0, found);
            }
        }
        for (Path log : logs) {
            if (Files.isRegularFile(log)) {
                // One that is shorter than it was has begun anew.
                long before = seen.getOrDefault(log, 0L);
                long from = before <= Files.size(log) ? before : 0;
                seen.put(log, look(log, from, found));
            }
        }
        return found;
    }

    private long look(Path file, long from, List<String> found) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(from);
            // As bytes: the forms are ASCII, whatever the file is.
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(bytes.getChannel()), StandardCharsets.ISO_8859_1));
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (forms.stream().anyMatch(line::contains)) {
                    found.add("a password stands in " + file + ", line " + number
                            + (from == 0 ? "" : " after its first " + from + " bytes"));
                    break;
                }
            }
            return bytes.length();
        }
    }
}
