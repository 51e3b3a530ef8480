package dev.tercet.cli;

import dev.tercet.cli.error.CommandException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments as they were given. Java reads them by the locale, and puts another character in the place of what it cannot read: a key
 * would be another one. Linux keeps the bytes; elsewhere there is nothing to go by.
 */
final class RawWords {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private RawWords() {}

    /**
     * The arguments by their bytes, which are UTF-8.
     *
     * @param args what Java made of them
     * @throws CommandException if one is not UTF-8
     */
    static String[] of(String... args) {
        if (List.of(args).stream().allMatch(RawWords::isCertain) || !Files.isReadable(COMMAND_LINE)) {
            return args;
        }
        try {
            return of(args, Files.readAllBytes(COMMAND_LINE));
        } catch (IOException e) {
            return args;
        }
    }

    /** The same by the bytes of the whole command line, whose last words these are. */
    static String[] of(String[] args, byte[] commandLine) {
        List<ByteBuffer> all = split(commandLine);
        int before = all.size() - args.length;
        if (before < 0) {
            return args;
        }
        String[] words = new String[args.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = text(i, all.get(before + i));
        }
        return words;
    }

    private static List<ByteBuffer> split(byte[] commandLine) {
        List<ByteBuffer> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < commandLine.length; i++) {
            if (commandLine[i] == 0) {
                words.add(ByteBuffer.wrap(commandLine, start, i - start));
                start = i + 1;
            }
        }
        return words;
    }

    private static String text(int index, ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            // Not shown: it may be a password.
            throw CommandException.wrongUsage("argument " + (index + 1)
                    + " is not UTF-8, so it cannot be typed: nothing was done. A value can come from standard input,"
                    + " and 'tercet txn' reads keys in quotes, with \\xff for such a byte.");
        }
    }

    /** Nothing but ASCII, and no question mark, which is what Java makes of the rest in the locale of C. */
    private static boolean isCertain(String word) {
        return word.chars().allMatch(each -> each < 0x80 && each != '?');
    }
}
