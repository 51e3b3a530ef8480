package dev.tercet.gateway.internal.json;

import dev.tercet.kv.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a real server's gateway answered: one body, or one object of an answer that goes on, in each line, behind the name of what was
 * asked.
 *
 * @param version the server's
 * @param lines in the order in which they came
 * @param cluster the cluster's id
 * @param member the member's id
 */
record Recorded(String version, List<String> lines, long cluster, long member) {
    static Stream<Recorded> all() {
        return Stream.of(
                of("3.3.25", "17061616057804565151", "15093919082739664869"),
                of("3.4.23", "15579115811211707438", "12920892295634237837"),
                of("3.5.30", "13433672317845791168", "491439235822630148"),
                of("3.6.14", "18250094121636273960", "9180986503897638119"),
                of("3.7.3", "2773498659962599853", "10985268172875058032"));
    }

    static Recorded of(String version) {
        return all().filter(one -> one.version.equals(version)).findFirst().orElseThrow();
    }

    private static Recorded of(String version, String cluster, String member) {
        try (InputStream in = Recorded.class.getResourceAsStream(version + ".bodies")) {
            return new Recorded(
                    version,
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList(),
                    Long.parseUnsignedLong(cluster),
                    Long.parseUnsignedLong(member));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> bodies(String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    String body(String name) {
        return bodies(name).get(0);
    }

    Header header(long revision) {
        return new Header(cluster, member, revision, 2);
    }

    /** As in 3.6: whether the server is of this version or later. */
    boolean since(int minor) {
        return Integer.parseInt(version.split("\\.")[1]) >= minor;
    }

    @Override
    public String toString() {
        return version;
    }
}
