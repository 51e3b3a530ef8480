package dev.tercet.conformance.faults.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.check.Violation;
import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.Call;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.FaultLog;
import dev.tercet.conformance.faults.history.FaultSpan;
import dev.tercet.conformance.faults.history.FaultSpan.Reach;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.LeaseLog;
import dev.tercet.conformance.faults.history.LockLog;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.Recorder;
import dev.tercet.conformance.faults.history.Seen;
import dev.tercet.conformance.faults.history.WatchLog;
import dev.tercet.conformance.faults.run.Findings;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recorder took down is told in full, harmlessly, and not at any length. */
class ReportTest {
    private final AtomicLong clock = new AtomicLong(5_000_000);
    private final Recorder recorder = new Recorder(clock::get);

    private void pass(long millis) {
        clock.addAndGet(millis * 1_000_000);
    }

    private History history() {
        Call put = recorder.begin("client 1", new Act.Put("k", "<script>alert(1)</script>@BARS@"));
        FaultLog kill = recorder.fault("kill", List.of("m1"), Reach.MAJORITY);
        pass(3);
        put.failed(unknown());
        Call get = recorder.begin("client 2", new Act.Get("k"));
        pass(2);
        get.returned(Returned.read(7, Seen.absent("k")));
        kill.over();
        recorder.fault("kill-not-applied", List.of("nobody leads"), Reach.MAJORITY)
                .over();
        LockLog lock = recorder.lock("l", "client 3");
        pass(1);
        lock.acquired(9, 0);
        pass(4);
        lock.releasing();
        lock.released();
        WatchLog watch = recorder.watch("client 4", WatchRequest.of("k"));
        watch.heard(new WatchSignal.Interrupted(unknown()));
        pass(1);
        watch.heard(new WatchSignal.Resumed(8));
        recorder.begin("client 1", new Act.Delete("k"));
        return recorder.history();
    }

    private static EtcdException unknown() {
        return new EtcdTimeoutException(Details.of(ErrorCode.TIMEOUT, Outcome.UNKNOWN, "no reply"));
    }

    @Test
    void aHistoryIsWhatHappened() {
        History history = history();
        assertThat(history.operations())
                .extracting(Operation::toString)
                .containsExactly(
                        "#1 [0.000 3.000 ms] client 1: put k = <script>alert(1)</script>@BARS@ -> UNKNOWN TIMEOUT",
                        "#2 [3.000 5.000 ms] client 2: get k -> done: [k is not there] at revision 7",
                        "#5 [11.000 ... ms] client 1: delete k -> pending");
        assertThat(history.holds())
                .singleElement()
                .hasToString("hold #3 of l by client 3: asked at 5.000, had it [6.000 10.000 ms] with token 9");
        assertThat(history.faults())
                .extracting(FaultSpan::toString)
                .containsExactly("kill [m1] [0.000 5.000 ms]", "kill-not-applied [nobody leads] [5.000 5.000 ms]");
        assertThat(history.taken()).isEqualTo(11_000_000);
    }

    @Test
    void theReportTellsIt(@TempDir Path folder) throws Exception {
        Violation violation = new Violation("linearizable", "2 < 1 & so on", List.of(2L), 3_000_000);
        History history = history();
        Map<String, Long> counts = Report.counts(history);
        counts.put("stalls & <so> on", 77L);
        Path page = Report.write(folder, "run", "A \"run\" of <seed> 5", counts, history, List.of(violation));
        assertThat(folder.resolve("run.txt"))
                .content()
                .contains(
                        "A \"run\" of <seed> 5",
                        "        3  operations",
                        "1  unknown outcomes",
                        "1  kill",
                        "77  stalls &")
                .contains("1. linearizable at 3.000 ms: 2 < 1 & so on");
        String html = Files.readString(page);
        assertThat(html)
                .contains("A &quot;run&quot; of &lt;seed&gt; 5", "2 &lt; 1 &amp; so on", "1 violation.<", "[3000,[2]]")
                .contains("77 stalls &amp; &lt;so&gt; on", "\"fault: not brought about\"")
                .contains("\"fault: m1\"", "\"client 1\"", "\"lock l: client 3\"", "\"watch: client 4\"")
                .doesNotContain(
                        "<script>alert", "http:", "https:", "src=", "@import", "left out", "\"fault: nobody leads\"");
        assertThat(html.split("<script>", -1)).hasSize(2);
        // Nothing of the pattern is left.
        assertThat(html).doesNotContainPattern("@[A-Z]+@");
    }

    @Test
    void findingsAreCountsAndViolations() {
        Violation violation = new Violation("once", "twice", List.of(), Operation.NEVER);
        Violation open = new Violation(Violation.UNDECIDED, "who knows", List.of(), Operation.NEVER);
        assertThat(Report.findings(history(), List.of(violation)).counts())
                .containsEntry("operations", 3L)
                .containsEntry("pending", 1L)
                .containsEntry("faults", 2L)
                .containsEntry("watches interrupted", 1L);
        Findings both = Report.findings(history(), List.of(open, violation));
        assertThat(both.violations()).containsExactly("once: twice");
        assertThat(both.undecided()).containsExactly("undecided: who knows");
    }

    @Test
    void lossesAreCounted() {
        LeaseLog kept = recorder.lease("a", Duration.ofSeconds(3));
        kept.granted(7, Duration.ofSeconds(3));
        LockLog held = recorder.lock("l", "a");
        held.acquired(9, 7);
        LockLog timed = recorder.lock("m", "a");
        timed.acquired(10, 8);
        timed.remaining(Duration.ofSeconds(2));
        LeaseLog left = recorder.leaseLeftAlone("a", Duration.ofSeconds(3));
        left.granted(8, Duration.ofSeconds(3));
        left.leftAlone();
        assertThat(Report.counts(recorder.history())).containsEntry("losses signalled", 0L);
        pass(1);
        kept.lost("RAN_OUT");
        held.lost();
        timed.lost();
        left.lost("GONE");
        assertThat(Report.counts(recorder.history())).containsEntry("losses signalled", 2L);
    }

    @Test
    void whatNobodyKnowsIsNoViolationAndNotLeftOut() {
        Violation open = new Violation(Violation.UNDECIDED, "who knows", List.of(), Operation.NEVER);
        History history = history();
        Map<String, Long> counts = Report.counts(history);
        assertThat(Report.text("t", counts, history, List.of()))
                .contains("No violation.\n")
                .doesNotContain("undecided");
        assertThat(Report.text("t", counts, history, List.of(open)))
                .contains("No violation, and 1 undecided.", "1. undecided: who knows");
        assertThat(new Timeline("t", counts, history, List.of(open)).page())
                .contains("<strong>No violation, and 1 undecided.</strong>", "undecided: who knows");
    }

    @Test
    void ofVeryManyCallsSomeAreLeftOut() {
        List<Operation> many = new ArrayList<>();
        LongStream.rangeClosed(1, 100_000)
                .mapToObj(id -> new Operation(
                        id, "client " + id % 10, id * 1000, id * 1000 + 900, new Act.Get("k"), Returned.wrote(id)))
                .forEach(many::add);
        many.set(76_543, new Operation(76_544, "c", 9, 10, new Act.Get("k"), Returned.wrote(1)));
        Violation violation = new Violation("linearizable", "x", List.of(76_544L), 9);
        String html = new Timeline("many", Map.of(), History.of(many), List.of(violation)).page();
        assertThat(html)
                .contains("left out of the picture: ")
                .contains(" of 99999 answered calls")
                .contains(",76544,\"");
        assertThat(html.length()).isLessThan(12_000_000);
    }
}
