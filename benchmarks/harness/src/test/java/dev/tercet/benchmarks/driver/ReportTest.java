package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import dev.tercet.benchmarks.Work;
import java.io.StringReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {
    private static final Row PUT = Row.of(Work.PUT);

    private final Results results = new Results();
    private final Conditions conditions = new Conditions(
            new Machine(
                    Instant.parse("2020-01-02T03:04:05Z"),
                    2,
                    "A \"fast\" <CPU>",
                    24,
                    "Linux 6.1 amd64",
                    "17.0.1",
                    1.25,
                    new Sources("0123456789abcdef", true)),
            Map.of(Contender.BARE, "grpc-netty-shaded 1.0"),
            List.of("-Xmx1g", "-XX:+UseG1GC"),
            Timing.of(5, 1, 2, 6));

    @BeforeEach
    void measure() {
        results.add(PUT, Contender.BARE, sample(1000, 10));
        results.add(PUT, Contender.JETCD, sample(500, 30));
        results.add(PUT, Contender.JETCD, sample(700, 50));
        results.fail(PUT, Contender.JETCD, "lost \\ \n");
        results.add(Contender.BARE, new Footprint(12.5, 9));
    }

    private static Sample sample(long ops, long cpuMicros) {
        return new Sample(ops, 1_000_000_000, ops * cpuMicros * 1000, ops * 100)
                .with("p50", 7.5)
                .with(Sample.THREADS, ops / 100);
    }

    private List<Run> runs() {
        return List.of(new Run(
                "a server", "17", List.of(PUT), List.of(Contender.BARE, Contender.JETCD), Contender.BARE, results));
    }

    @Test
    void machinesGetAllSamplesAndWhatTheyRanOn() {
        String json = new JsonReport(conditions, Map.of(Contender.BARE, List.of(3L, 4L))).render(runs());

        assertThat(json)
                .contains("\"date\": \"2020-01-02T03:04:05Z\"")
                .contains("\"cpu\": \"A \\\"fast\\\" <CPU>\"")
                .contains("\"commit\": \"0123456789abcdef\"", "\"modified\": true")
                .contains("\"loadAverage\": 1.25")
                .contains("\"jvmOptions\": [\"-Xmx1g\", \"-XX:+UseG1GC\"]")
                .contains("\"samples\": [500.0, 700.0]")
                .contains("\"median\": 600.0")
                .contains("\"toBase\": 0.6")
                .contains("\"failures\": [\"lost \\\\ \\u000a\"]")
                .contains("\"heapPeakMb\": null", "\"heapKeptMb\": 12.5")
                .contains("\"threadsPeak\": 10.0", "\"threadsPeak\": 7.0")
                .contains("\"p50\": {");
    }

    @Test
    void jsonIsLaidOutByItsDepth() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("a", List.of(1, 2));
        inner.put("b", List.of(Map.of("c", true)));
        inner.put("d", Map.of());

        assertThat(Json.of(inner)).isEqualTo("""
                {
                  "a": [1, 2],
                  "b": [
                    {
                      "c": true
                    }
                  ],
                  "d": {}
                }""");
    }

    @Test
    void thePictureHasABarForEachRatio() throws Exception {
        String svg = new Plot(conditions, runs()).render();

        Document picture =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        // One in the legend and one in each panel: the base is a line.
        assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(3);
        assertThat(svg).contains(">0.60<", ">4.00<", "a server", "A \"fast\" &lt;CPU>");
    }

    @Test
    void thePaceOfAClockIsNoSpeed() {
        Row renewals = new Row(Work.LEASES, 10);
        results.add(renewals, Contender.BARE, sample(1000, 10));
        results.add(renewals, Contender.JETCD, sample(700, 20));

        String svg = new Plot(
                        conditions,
                        List.of(new Run(
                                "a server",
                                "17",
                                List.of(renewals),
                                List.of(Contender.BARE, Contender.JETCD),
                                Contender.BARE,
                                results)))
                .render();

        assertThat(svg).contains("at the pace of a clock", ">2.00<").doesNotContain(">0.70<");
    }

    @Test
    void oneLargeRatioDoesNotSqueezeTheRest() {
        RatioAxis axis = RatioAxis.of(100, 200, DoubleStream.of(1.1, 0.9, 500, Double.NaN));

        assertThat(axis.at(1)).isEqualTo(120);
        assertThat(axis.at(0.5)).isEqualTo(100);
        assertThat(axis.at(2)).isEqualTo(140);
        assertThat(axis.at(500)).as("clipped").isEqualTo(200);
        assertThat(axis.isBeyond(500)).isTrue();
        assertThat(axis.isBeyond(1.1)).isFalse();
        assertThat(axis.ticks()).containsExactly(0.5, 1, 2, 4, 8, 16);
        assertThat(RatioAxis.of(0, 2, DoubleStream.empty()).ticks()).containsExactly(0.5, 1, 2);
    }

    @Test
    void aBusyMachineAndBareStubsThatDifferFromRoundToRoundAreToldOf() {
        assertThat(conditions.render()).contains("warning: this machine was busy");
        assertThat(new Table(runs().get(0)).render()).doesNotContain("warning");

        results.add(PUT, Contender.BARE, sample(3000, 10));

        assertThat(new Table(runs().get(0)).render()).contains("warning: bare differs by more than 30% in put:");
    }

    @Test
    void peopleReadWhatItRanOn() {
        assertThat(conditions.render())
                .contains("2020-01-02T03:04:05Z, commit 0123456789ab, with changes\n")
                .contains("2 CPUs (A \"fast\" <CPU>), load 1.3, 24 GB, Linux 6.1 amd64, JDK 17.0.1")
                .contains("clients in JVMs with -Xmx1g -XX:+UseG1GC\n");
    }
}
