package dev.tercet.conformance.security;

import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Commands that fail, or only look at settings, and print what they have to say of it; stack traces too. */
final class FailingCommands {
    private FailingCommands() {}

    static void run(String endpoint) throws Exception {
        Path profiles = Files.createTempFile("tercet-", ".profiles");
        Files.writeString(
                profiles,
                "default.endpoints = " + endpoint + "\n"
                        + "prod.user = root:" + Failing.WRONG.replace("\\", "\\\\") + "\n"
                        + "prod.password = " + Failing.WRONG + "\n"
                        + "test.user = root\ntest.password = " + Failing.SECOND + "\n"
                        + "jwt.auth-jwt-token = " + Failing.TOKEN + "\n"
                        + "prod.endpoints = " + endpoint + "\ntest.endpoints = " + endpoint + "\njwt.endpoints = "
                        + endpoint + "\n");
        String config = "--config=" + profiles;
        String wrong = "--user=root:" + Failing.WRONG;
        String right = "--user=root:" + Failing.PASSWORD;
        Map<String, String> none = Map.of();
        for (List<String> words : List.of(
                List.of("get", "k", wrong),
                List.of("get", "k", "--user", "root", "--password", Failing.WRONG),
                List.of("get", "k", "--auth-jwt-token", Failing.TOKEN),
                List.of("get", "k", wrong, "--transport=gateway"),
                List.of("watch", "k", wrong),
                List.of("export", wrong),
                List.of("endpoint", "status", wrong),
                List.of("doctor", wrong),
                List.of("user", "add", "bob:" + Failing.FIRST, wrong),
                List.of("user", "add", "root:" + Failing.FIRST, right),
                List.of("user", "add", "root", "--new-user-password=" + Failing.FIRST, right),
                List.of("user", "passwd", "nobody", Failing.FIRST, right),
                List.of("user", "passwd", "nobody", "--interactive=false", right),
                List.of("get", "k", "--passwrod=" + Failing.FIRST),
                List.of("get", "k", "--passwrod", Failing.FIRST),
                List.of("get", "k", "-u", "root:" + Failing.FIRST),
                List.of("get", "k", "-proot:" + Failing.FIRST),
                List.of("get", "k", "--user=root:" + Failing.FIRST, wrong),
                List.of("get", "k", "--password=" + Failing.FIRST),
                List.of("get", "k", wrong, "--auth-jwt-token=" + Failing.TOKEN),
                List.of("get", "k", "--endpoints=http://root:" + Failing.FIRST + "@127.0.0.1:1"),
                List.of("get", "k", "--endpoints=ftp://root:" + Failing.FIRST + "@127.0.0.1:1,b"),
                List.of("get", "k", "--profile=prod"),
                List.of("get", "k", "--profile=test"),
                List.of("get", "k", "--profile=jwt"),
                List.of("profiles"),
                List.of("profiles", "-o", "json"))) {
            run(none, config, words);
        }
        for (Map<String, String> environment : List.of(
                Map.of("ETCDCTL_USER", "root:" + Failing.WRONG),
                Map.of("ETCDCTL_USER", "root", "ETCDCTL_PASSWORD", Failing.WRONG),
                Map.of("ETCDCTL_AUTH_JWT_TOKEN", Failing.TOKEN),
                Map.of("ETCDCTL_PASSWROD", Failing.WRONG))) {
            run(environment, config, List.of("get", "k"));
        }
        Files.delete(profiles);
    }

    private static void run(Map<String, String> environment, String config, List<String> words) throws Exception {
        List<String> all = new java.util.ArrayList<>(words);
        all.addAll(List.of("--debug", config, "--command-timeout=2s"));
        Streams streams = new Streams(
                new ByteArrayInputStream((Failing.FIRST + "\n").getBytes(StandardCharsets.UTF_8)),
                false,
                new Out("standard output", System.out, false),
                new Out("standard error", System.err, false));
        // Main ends the JVM.
        Method run = Class.forName("dev.tercet.cli.Tercet").getDeclaredMethod("run", Cli.class, String[].class);
        run.setAccessible(true);
        Object code = run.invoke(null, new Cli(streams, environment), all.toArray(new String[0]));
        Printing.say(words.get(0) + " ended with " + code);
    }
}
