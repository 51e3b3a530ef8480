package dev.tercet.conformance.faults.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's metrics, in Prometheus' text. */
record Gauges(String text) {
    /** The sum over all labels; 0 if this version has no such metric. */
    long sum(String name) {
        Matcher line =
                Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\S+)$").matcher(text);
        double sum = 0;
        while (line.find()) {
            sum += Double.parseDouble(line.group(1));
        }
        return Math.round(sum);
    }

    /** Of a metric that every version has. */
    long of(String name) {
        if (!text.contains("\n" + name + " ")) {
            throw new IllegalStateException("the server has no metric " + name);
        }
        return sum(name);
    }

    /** Calls that were begun and not ended, streams among them. */
    long callsUnderWay() {
        return sum("grpc_server_started_total") - sum("grpc_server_handled_total");
    }
}
