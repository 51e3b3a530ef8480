package dev.tercet.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What etcd counts of the gRPC it has spoken.
 *
 * <p>Read with the JDK's old HTTP client, since the new one would leave a thread in the process that is measured.
 *
 * @param port where etcd listens for clients on 127.0.0.1
 */
public record EtcdMetrics(int port) implements ServerCounts {
    private static final int PATIENCE_MILLIS = 5000;

    @Override
    public long renewals() throws IOException {
        return sum(read(), "grpc_server_msg_received_total", labels -> labels.contains("\"LeaseKeepAlive\""));
    }

    @Override
    public long watchStreams() throws IOException {
        String metrics = read();
        return sum(metrics, "grpc_server_started_total", labels -> labels.contains("\"Watch\""))
                - sum(metrics, "grpc_server_handled_total", labels -> labels.contains("\"Watch\""));
    }

    /** All messages that clients have sent, on streams too, but for renewals of leases. */
    public long requests() throws IOException {
        return sum(read(), "grpc_server_msg_received_total", labels -> !labels.contains("LeaseKeepAlive"));
    }

    private String read() throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        try (InputStream metrics = connection.getInputStream()) {
            return new String(metrics.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            connection.disconnect();
        }
    }

    /** The sum of a counter over all labels that are wanted. */
    static long sum(String metrics, String name, Predicate<String> wanted) {
        long sum = 0;
        Matcher line = Pattern.compile("(?m)^" + name + "\\{(.*)} (.*)$").matcher(metrics);
        while (line.find()) {
            if (wanted.test(line.group(1))) {
                sum += (long) Double.parseDouble(line.group(2));
            }
        }
        return sum;
    }
}
