package dev.tercet.conformance.etcdctl;

import dev.tercet.testkit.etcd.EtcdBinaries;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server as the tool sees it, and the names of what is called differently there: its ids and addresses. */
final class Side {
    /** Logs tell the time, and where in memory things are; nothing else in them may differ. */
    private static final Map<Pattern, String> PASSING = Map.of(
            Pattern.compile("\"ts\":[^,]*"), "\"ts\":{ts}",
            Pattern.compile("0x[0-9a-f]{6,}|client-[0-9a-f]{8}-[0-9a-f-]{27}"), "{address}",
            Pattern.compile("LocalAddr: '127.0.0.1:\\d+'"), "LocalAddr: '{local}'",
            Pattern.compile("\\b\\d+(\\.\\d+)?[mnµ]s\\b|\\b\\d+\\.\\d+s\\b"), "{time}");

    private static final Pattern TABLE = Pattern.compile("\\+-|[|│┌├└]");

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{12,16}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{17,20}");

    private final EtcdBinaries tool;
    private final String endpoint;
    private final IntSupplier watches;
    private final Runnable end;

    /** What each name stands for, as it was found. */
    private final Map<String, String> values = new HashMap<>();

    /** What stands for it when it is said: ids are written in several ways. */
    private final Map<String, String> names = new LinkedHashMap<>();

    Side(EtcdBinaries tool, String endpoint, IntSupplier watches, Runnable end) {
        this.tool = tool;
        this.endpoint = endpoint;
        this.watches = watches;
        this.end = end;
        give("endpoint", endpoint.replace("http://", ""));
    }

    Running start(List<String> args) {
        List<String> own = new ArrayList<>(List.of("--endpoints=" + endpoint, "--command-timeout=20s"));
        args.forEach(arg -> own.add(told(arg)));
        return Running.start(tool, own);
    }

    /** Gives {@code name} to what the group in {@code pattern} finds: in what is said it stands for that, and in what is told too. */
    void keep(String name, Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " at " + endpoint + " in:\n" + said);
        }
        give(name, matcher.group(1));
    }

    /** Has {@code name} stand for this, and, if it is an id, for the other ways to write it. */
    void give(String name, String value) {
        values.put(name, value);
        if (DECIMAL.matcher(value).matches()) {
            giveId(name, Long.parseUnsignedLong(value));
        } else if (HEX.matcher(value).matches()) {
            giveId(name, Long.parseUnsignedLong(value, 16));
        } else {
            names.put(value, name);
        }
    }

    private void giveId(String name, long id) {
        names.put(String.format("%016x", id), name);
        names.put(Long.toHexString(id), name);
        names.put(Long.toUnsignedString(id), name);
        names.put(Long.toString(id), name);
    }

    /** With what this side has for the names in braces. */
    private String told(String text) {
        String own = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            own = own.replace('{' + value.getKey() + '}', value.getValue());
        }
        return own;
    }

    /** What the tool said, in words that are the same for both sides. */
    String words(String said) {
        String common = new String(said.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        for (Map.Entry<String, String> name : names.entrySet()) {
            common = common.replace(name.getKey(), '{' + name.getValue() + '}');
        }
        for (Map.Entry<Pattern, String> passing : PASSING.entrySet()) {
            common = passing.getKey().matcher(common).replaceAll(passing.getValue());
        }
        // Tables are as wide as what is in them.
        return common.lines().map(Side::narrow).reduce("", (all, line) -> all + line + '\n');
    }

    private static String narrow(String line) {
        return TABLE.matcher(line).lookingAt() ? line.replaceAll("([-─ ])+", "$1") : line;
    }

    /** How many watches the server has. */
    int watches() {
        return watches.getAsInt();
    }

    String endpoint() {
        return endpoint;
    }

    void end() {
        end.run();
    }
}
