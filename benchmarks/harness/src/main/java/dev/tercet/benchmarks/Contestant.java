package dev.tercet.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The process of one contender: takes commands on standard input, one a line, and answers each with one line.
 *
 * <pre>
 * connect host:port          ok
 * seed                       ok        (writes the keys that gets and ranges read)
 * seed few                   ok        (writes those that gets read)
 * run row leadIn window      ok ops nanos cpuNanos bytes        (times in milliseconds), or ok none
 * times row count            ok        (does a recipe so often in each of its threads), or ok none
 * </pre>
 *
 * <p>It ends when standard input does, so that it does not outlive the driver.
 */
public final class Contestant {

    /** Makes the client under test. */
    public interface Factory {
        /** A client of the one server at {@code 127.0.0.1:port}, without TLS. */
        BenchClient connect(int port) throws Exception;
    }

    private static final String NONE = "ok none";

    private final Factory factory;
    private @Nullable BenchClient client;

    private Contestant(Factory factory) {
        this.factory = factory;
    }

    /** Serves commands until standard input ends, then ends the process. */
    public static void serve(Factory factory) throws IOException {
        PrintStream answers = System.out;
        // What a client prints must not come between the answers.
        System.setOut(System.err);
        Contestant contestant = new Contestant(factory);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            answers.println(contestant.answer(command));
            answers.flush();
        }
        // Not a return: some clients keep threads that would hold the process.
        System.exit(0);
    }

    private String answer(String command) {
        try {
            String[] words = command.split(" ", -1);
            return switch (words[0]) {
                case "connect" -> connect(Integer.parseInt(words[1]));
                case "seed" -> seed(words.length > 1);
                case "run" -> run(words[1], Long.parseLong(words[2]), Long.parseLong(words[3]));
                case "times" -> times(words[1], Integer.parseInt(words[2]));
                default -> "error unknown command";
            };
        } catch (Exception e) {
            e.printStackTrace();
            return "error " + String.valueOf(e).replaceAll("\\s+", " ");
        }
    }

    private String connect(int port) throws Exception {
        if (client != null) {
            client.close();
        }
        client = factory.connect(port);
        return "ok";
    }

    private String seed(boolean few) throws Exception {
        byte[] value = Data.value();
        for (byte[] key : Data.keys()) {
            connected().put(key, value);
        }
        if (!few) {
            for (byte[] key : Data.rangeKeys()) {
                connected().put(key, value);
            }
        }
        return "ok";
    }

    private String run(String id, long leadIn, long window) throws Exception {
        Row row = Row.named(id).orElseThrow();
        if (!connected().does(row)) {
            return NONE;
        }
        Sample sample = Load.of(row).run(connected(), Duration.ofMillis(leadIn), Duration.ofMillis(window));
        return sample.ops() == 0 ? "error nothing ended in the window" : "ok " + sample.line();
    }

    private String times(String id, int count) throws Exception {
        Row row = Row.named(id).orElseThrow();
        if (!connected().does(row)) {
            return NONE;
        }
        new RecipeLoad(row).times(connected(), count);
        return "ok";
    }

    private BenchClient connected() {
        if (client == null) {
            throw new IllegalStateException("not connected");
        }
        return client;
    }
}
