import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Looks over what the published modules bring along: that the list of it which is published has all of it and nothing else, and that
 * none of it is under an advisory that is known. Run by verify as {@code java etc/Advisories.java}, in the root of the project, after
 * Maven wrote the lists.
 */
public final class Advisories {
    private static final String OWN = "dev.tercet:";
    private static final Pattern PUBLISHED = Pattern.compile("<artifactId>(tercet[a-z0-9-]*)</artifactId>");
    private static final Pattern RESOLVED = Pattern.compile("\\s*([\\w.-]+:[\\w.-]+):jar:(?:[\\w.-]+:)?([\\w.-]+):(compile|runtime)\\b.*");
    private static final Pattern CONDITION = Pattern.compile("(<=|>=|<|>|=)\\s*(\\S+)");
    private static final Pattern PART = Pattern.compile("\\d+|[a-z]+");

    private Advisories() {}

    /** An artifact, some of its versions, and what is wrong with those. */
    record Advisory(String artifact, String affected, String id, String what) {}

    public static void main(String[] args) {
        List<String> found = check(Path.of(args.length == 0 ? "." : args[0]));
        found.forEach(each -> System.out.println("ADVISORIES: " + each));
        System.exit(found.isEmpty() ? 0 : 1);
    }

    /** What is wrong; nothing if all is well. */
    public static List<String> check(Path root) {
        List<String> wrong = new ArrayList<>();
        try {
            Set<String> resolved = resolved(root, wrong);
            Set<String> listed = listed(root.resolve("target/bom.xml"));
            missing(resolved, listed).forEach(each -> wrong.add(each + " is brought along, and not in target/bom.xml"));
            missing(listed, resolved).forEach(each -> wrong.add(each + " is in target/bom.xml, and not brought along"));
            List<Advisory> advisories = advisories(root.resolve("etc/advisories.txt"));
            for (Advisory advisory : advisories) {
                for (String each : resolved) {
                    String version = each.substring(each.lastIndexOf(':') + 1);
                    if (each.equals(advisory.artifact() + ":" + version) && isAmong(version, advisory.affected())) {
                        wrong.add(each + " is under " + advisory.id() + ": " + advisory.what());
                    }
                }
            }
            if (wrong.isEmpty()) {
                System.out.println(resolved.size() + " artifacts are brought along, all of them in target/bom.xml; none is under one of "
                        + advisories.size() + " known advisories");
            }
        } catch (IOException e) {
            wrong.add("cannot read " + e.getMessage());
        } catch (IllegalArgumentException e) {
            wrong.add(e.getMessage());
        }
        return wrong;
    }

    private static Set<String> missing(Set<String> wanted, Set<String> from) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(from);
        return missing;
    }

    /** What Maven says that each module has at run time. */
    private static Set<String> resolved(Path root, List<String> wrong) throws IOException {
        Set<String> all = new TreeSet<>();
        for (Path module : modules(root)) {
            Path list = module.resolve("target/runtime-dependencies.txt");
            for (String line : Files.readAllLines(list)) {
                // Colours, and where a module's name comes from.
                Matcher matcher = RESOLVED.matcher(line.replaceAll("\u001b\\[[0-9;]*m", ""));
                if (matcher.matches() && !matcher.group(1).startsWith(OWN)) {
                    all.add(matcher.group(1) + ":" + matcher.group(2));
                }
            }
        }
        if (all.isEmpty()) {
            wrong.add("no dependency was found in any target/runtime-dependencies.txt");
        }
        return all;
    }

    /** The folders of the modules that the BOM for users names. */
    private static List<Path> modules(Path root) throws IOException {
        Set<String> published = new TreeSet<>();
        Matcher names = PUBLISHED.matcher(Files.readString(root.resolve("bom/pom.xml")));
        while (names.find()) {
            published.add(names.group(1));
        }
        published.removeAll(Set.of("tercet-parent", "tercet-bom"));
        Map<String, Path> folders = new TreeMap<>();
        try (var children = Files.list(root)) {
            for (Path child : children.filter(each -> Files.isRegularFile(each.resolve("pom.xml"))).toList()) {
                Matcher own = PUBLISHED.matcher(Files.readString(child.resolve("pom.xml")).replaceFirst("(?s)<parent>.*?</parent>", ""));
                if (own.find() && published.contains(own.group(1))) {
                    folders.put(own.group(1), child);
                }
            }
        }
        published.removeAll(folders.keySet());
        if (!published.isEmpty()) {
            throw new IllegalArgumentException("there is no folder of " + published);
        }
        return List.copyOf(folders.values());
    }

    private static Set<String> listed(Path bom) throws IOException {
        Set<String> all = new TreeSet<>();
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root = factory.newDocumentBuilder().parse(bom.toFile()).getDocumentElement();
            NodeList components = root.getElementsByTagName("component");
            for (int i = 0; i < components.getLength(); i++) {
                Element component = (Element) components.item(i);
                // Not the project itself, nor what wrote the list, which the metadata name.
                if (component.getParentNode().getParentNode() == root) {
                    String artifact = text(component, "group") + ":" + text(component, "name");
                    if (!artifact.startsWith(OWN)) {
                        all.add(artifact + ":" + text(component, "version"));
                    }
                }
            }
        } catch (org.xml.sax.SAXException | javax.xml.parsers.ParserConfigurationException e) {
            throw new IllegalArgumentException(bom + " is no list of components: " + e.getMessage(), e);
        }
        return all;
    }

    private static String text(Element component, String name) {
        NodeList found = component.getElementsByTagName(name);
        for (int i = 0; i < found.getLength(); i++) {
            if (found.item(i).getParentNode() == component) {
                return found.item(i).getTextContent().strip();
            }
        }
        return "";
    }

    private static List<Advisory> advisories(Path file) throws IOException {
        List<Advisory> all = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
            if (parts.length != 4 || Arrays.asList(parts).contains("") || parts[0].split(":").length != 2) {
                throw new IllegalArgumentException(file + " has a line that is no advisory: " + line);
            }
            isAmong("1", parts[1]);
            all.add(new Advisory(parts[0], parts[1], parts[2], parts[3]));
        }
        return all;
    }

    /** Whether a version meets all conditions. */
    static boolean isAmong(String version, String conditions) {
        boolean all = true;
        for (String condition : conditions.split(",")) {
            Matcher matcher = CONDITION.matcher(condition.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("\"" + condition + "\" is no condition on versions");
            }
            int compared = compare(version, matcher.group(2));
            all &= switch (matcher.group(1)) {
                case "<" -> compared < 0;
                case "<=" -> compared <= 0;
                case ">" -> compared > 0;
                case ">=" -> compared >= 0;
                default -> compared == 0;
            };
        }
        return all;
    }

    /** As Maven does, as far as it matters: numbers by their value, and what comes before a release below it. */
    static int compare(String one, String other) {
        List<Integer> first = parts(one);
        List<Integer> second = parts(other);
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            int compared = Integer.compare(i < first.size() ? first.get(i) : 0, i < second.size() ? second.get(i) : 0);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static List<Integer> parts(String version) {
        List<Integer> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(version.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            String part = matcher.group();
            switch (part) {
                case "alpha", "a" -> parts.add(-5);
                case "beta", "b" -> parts.add(-4);
                case "m", "milestone" -> parts.add(-3);
                case "rc", "cr" -> parts.add(-2);
                case "snapshot" -> parts.add(-1);
                default -> {
                    if (Character.isDigit(part.charAt(0))) {
                        parts.add(Integer.parseInt(part));
                    }
                    // jre, final, ga: nothing.
                }
            }
        }
        return parts;
    }
}
