package dev.tercet.cli.look;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How much there is room for.
 *
 * @param columns characters in a line
 * @param lines lines
 */
record ScreenSize(int columns, int lines) {
    /** Where nobody knows: nothing is cut. */
    static final ScreenSize UNKNOWN = new ScreenSize(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final long PATIENCE_MILLIS = 500;

    /** That of the terminal right now: as {@code $COLUMNS} and {@code $LINES} say, or else as {@code stty} does. */
    static ScreenSize now(Map<String, String> environment) {
        String said = environment.getOrDefault("LINES", "") + " " + environment.getOrDefault("COLUMNS", "");
        return said.matches("\\d{1,5} \\d{1,5}") ? of(said) : of(stty());
    }

    /** Of lines and columns, as {@code stty} has them; both are 0 at a terminal that does not know either. */
    static ScreenSize of(String linesAndColumns) {
        String text = linesAndColumns.strip();
        if (!text.matches("[1-9]\\d{0,4} [1-9]\\d{0,4}")) {
            return UNKNOWN;
        }
        int space = text.indexOf(' ');
        return new ScreenSize(
                Integer.parseInt(text, space + 1, text.length(), 10), Integer.parseInt(text, 0, space, 10));
    }

    private static String stty() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return "";
            }
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            // There is no stty, or no terminal.
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** As much of a line as there is room for. */
    String cut(String line) {
        if (line.codePointCount(0, line.length()) <= columns) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, columns - 1)) + "…";
    }
}
