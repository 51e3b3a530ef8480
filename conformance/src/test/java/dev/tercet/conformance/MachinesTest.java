package dev.tercet.conformance;

import static dev.tercet.conformance.OurClasses.module;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * All machines are explored: what may happen, in whatever order, as far as it goes or as deep as the test says.
 *
 * <p>Each exception is named with its reason, and has to be needed.
 */
class MachinesTest {
    private static final Path ROOT = Path.of(System.getProperty("tercet.root", ".."));

    /** Nothing is told by a test that does not say how far it came. */
    private static final Pattern HOW_FAR = Pattern.compile("\\.(all\\(\\)|upTo\\(\\d+\\))");

    private static final Map<String, String> NOT_EXPLORED = Map.of(
            "dev.tercet.recipes.internal.contention.SweepMachine",
            "the last part of the machine of contention, which is explored with it",
            "dev.tercet.v2.internal.lock.RenewalMachine",
            "two times and a subtraction, which its table test has all of: nothing comes in another order");

    @Test
    void everyMachineIsExplored() throws IOException {
        Set<String> forgotten = new TreeSet<>();
        for (JavaClass machine : machines()) {
            if (!NOT_EXPLORED.containsKey(machine.getName())
                    && !HOW_FAR.matcher(exploration(machine)).find()) {
                forgotten.add(machine.getName());
            }
        }
        assertThat(forgotten)
                .as("machines without a test that explores them and says how far")
                .isEmpty();
    }

    @Test
    void everyExceptionIsNeeded() throws IOException {
        Set<String> needed = new TreeSet<>();
        for (JavaClass machine : machines()) {
            if (exploration(machine).isEmpty()) {
                needed.add(machine.getName());
            }
        }
        assertThat(needed).isEqualTo(NOT_EXPLORED.keySet());
    }

    @Test
    void thereAreMachines() {
        assertThat(machines())
                .extracting(JavaClass::getSimpleName)
                .hasSizeGreaterThan(20)
                .contains("WatchMachine", "LeaseMachine", "WatchHubMachine", "PostedWatchMachine", "ClaimMachine");
    }

    /** Of what is handed out: not that of the benchmarks, for one, which is a computer. */
    private static Set<JavaClass> machines() {
        Predicate<JavaClass> ours =
                type -> Files.isDirectory(ROOT.resolve(module(type)).resolve("src/main/java"));
        return OurClasses.ALL.stream()
                .filter(type -> type.getSimpleName().endsWith("Machine"))
                .filter(type -> type.getEnclosingClass().isEmpty())
                .filter(ours)
                .collect(Collectors.toSet());
    }

    private static String exploration(JavaClass machine) throws IOException {
        Path test = ROOT.resolve(module(machine))
                .resolve("src/test/java")
                .resolve(machine.getName().replace('.', '/') + "ExplorationTest.java");
        return Files.exists(test) ? Files.readString(test) : "";
    }
}
