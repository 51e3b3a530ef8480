package dev.tercet.cli.manual;

import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The completions for bash, and for zsh, which reads the same: picocli's, in which options whose values are called alike share a variable,
 * of which the last wins; and what it does not know of: profiles, and further names of commands.
 */
final class BashScript {
    private static final Pattern VALUES = Pattern.compile("( *local )\\w+(_option_args=\\(.*\\) # (--?\\S+) values)");
    private static final Pattern OPTION = Pattern.compile(" *('-[^ ]*')\\)");
    private static final Pattern REPLY = Pattern.compile("(.*\\$\\{)\\w+(_option_args\\[@]}.*)");
    private static final String PROFILES = """

            # Names of profiles, from the file that they are in if no other is named.
            function _tercet_profiles() {
              sed -n 's/^[[:space:]]*\\([^#!=:[:space:]]*\\)\\.[a-z-]*[[:space:]]*[=:].*/\\1/p' \\
                "${XDG_CONFIG_HOME:-$HOME/.config}/tercet/profiles" 2>/dev/null | sort -u
            }
            complete -F _picocli_tercet_export -o default etcd-export
            complete -F _picocli_tercet_import -o default etcd-import
            """;

    private final StringBuilder script = new StringBuilder();
    private String option = "";

    static String of(CommandSpec top) {
        BashScript bash = new BashScript();
        AutoComplete.bash(top.name(), top.commandLine()).lines().forEach(bash::add);
        return bash.script + PROFILES;
    }

    private void add(String line) {
        Matcher values = VALUES.matcher(line);
        Matcher named = OPTION.matcher(line);
        Matcher reply = REPLY.matcher(line);
        if (values.matches()) {
            script.append(values.group(1)).append(variable(values.group(3))).append(values.group(2));
        } else if (reply.matches()) {
            script.append(reply.group(1)).append(variable(option)).append(reply.group(2));
        } else if (line.strip().equals("return") && option.equals("--profile")) {
            script.append("      COMPREPLY=( $(compgen -W \"$(_tercet_profiles)\" -- \"${curr_word}\") )\n")
                    .append(line);
        } else {
            script.append(line);
        }
        script.append('\n');
        if (named.matches()) {
            option = longest(named.group(1));
        } else if (line.strip().equals("esac")) {
            option = "";
        }
    }

    private static String longest(String names) {
        return Arrays.stream(names.replace("'", "").split("\\|"))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }

    private static String variable(String option) {
        return option.replaceFirst("^-+", "").replace('-', '_');
    }
}
