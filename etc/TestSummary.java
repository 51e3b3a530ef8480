import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Counts the tests in the reports of JUnit below a folder, and tells which were skipped and why, and which failed.
 *
 * <p>Run from its source, {@code java etc/TestSummary.java FOLDER}, so that a machine needs nothing but a JDK for it.
 */
final class TestSummary {
    private static final int SHOWN = 3;

    private final Map<String, List<String>> skipped = new TreeMap<>();
    private final List<String> failed = new ArrayList<>();
    private int passed;

    public static void main(String[] args) throws Exception {
        TestSummary summary = new TestSummary();
        List<Path> reports;
        try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
            reports = files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList();
        }
        for (Path report : reports) {
            summary.add(report);
        }
        System.exit(summary.tell() ? 0 : 1);
    }

    private void add(Path report) throws Exception {
        NodeList tests = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("testcase");
        for (int i = 0; i < tests.getLength(); i++) {
            Element test = (Element) tests.item(i);
            String name = test.getAttribute("classname").replaceAll(".*\\.", "") + "." + test.getAttribute("name");
            if (test.getElementsByTagName("failure").getLength() > 0
                    || test.getElementsByTagName("error").getLength() > 0) {
                failed.add(name);
            } else if (test.getElementsByTagName("skipped").getLength() > 0) {
                Element reason = (Element) test.getElementsByTagName("skipped").item(0);
                skipped.computeIfAbsent(reason(reason), key -> new ArrayList<>())
                        .add(name);
            } else {
                passed++;
            }
        }
    }

    /** Why: in an attribute where a method was skipped, and in the first line of the trace where an assumption did not hold. */
    private static String reason(Element skipped) {
        String told = skipped.getAttribute("message");
        if (told.isBlank()) {
            told = skipped.getTextContent().strip().lines().findFirst().orElse("").replaceFirst("^[\\w.$]+: ", "");
        }
        return told.isBlank() ? "no reason given" : told.strip();
    }

    /** Whether nothing failed, and something was there. */
    private boolean tell() {
        skipped.forEach((reason, names) -> {
            String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
            System.out.println("skipped " + names.size() + ": " + reason);
            System.out.println("    " + String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))) + more);
        });
        failed.forEach(name -> System.out.println("failed: " + name));
        int skips = skipped.values().stream().mapToInt(List::size).sum();
        System.out.println(passed + " passed, " + failed.size() + " failed, " + skips + " skipped");
        return failed.isEmpty() && passed > 0;
    }
}
