package dev.tercet.cli.shell;

import java.util.List;

/** Which lines must not be kept, because a password or a token stands in them. */
final class PasswordLines {
    private PasswordLines() {}

    static boolean isOne(String line) {
        List<String> words = ShellWords.of(line).all();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            if ((word.startsWith("-") && (word.contains("password=") || word.contains("token=")))
                    || (word.startsWith("-") && (word.endsWith("password") || word.endsWith("token")))
                    || (word.matches("--([a-z]+-)*user") && next.contains(":"))
                    || word.matches("--([a-z]+-)*user=.*:.*")
                    || (isUser(word) && setsPassword(words.subList(i + 1, words.size())))) {
                return true;
            }
        }
        return false;
    }

    // Commands can be abbreviated: "us ad name:password".
    private static boolean isUser(String word) {
        return word.length() > 1 && "user".startsWith(word);
    }

    private static boolean setsPassword(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.isEmpty() && ("add".startsWith(word) || "passwd".startsWith(word))) {
                return words.subList(i + 1, words.size()).stream().anyMatch(each -> each.contains(":"));
            }
        }
        return false;
    }
}
