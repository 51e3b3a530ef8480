package dev.tercet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EtcdMetricsTest {
    private static final String METRICS = """
            # TYPE grpc_server_msg_received_total counter
            grpc_server_msg_received_total{grpc_method="LeaseKeepAlive",grpc_service="etcdserverpb.Lease",grpc_type="bidi_stream"} 25000
            grpc_server_msg_received_total{grpc_method="Put",grpc_service="etcdserverpb.KV",grpc_type="unary"} 1.2e+06
            grpc_server_msg_received_total{grpc_method="Range",grpc_service="etcdserverpb.KV",grpc_type="unary"} 3
            grpc_server_msg_sent_total{grpc_method="Put",grpc_service="etcdserverpb.KV",grpc_type="unary"} 5
            """;

    @Test
    void aCounterIsAddedUpOverItsLabels() {
        String name = "grpc_server_msg_received_total";
        assertThat(EtcdMetrics.sum(METRICS, name, labels -> labels.contains("\"LeaseKeepAlive\"")))
                .isEqualTo(25_000);
        assertThat(EtcdMetrics.sum(METRICS, name, labels -> !labels.contains("LeaseKeepAlive")))
                .isEqualTo(1_200_003);
        assertThat(EtcdMetrics.sum(METRICS, "grpc_server_started_total", labels -> true))
                .isZero();
    }
}
