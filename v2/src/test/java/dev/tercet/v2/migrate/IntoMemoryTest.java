package dev.tercet.v2.migrate;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import org.junit.jupiter.api.AfterEach;

class IntoMemoryTest extends MigrationCases {
    private final EmbeddedEtcd server = EmbeddedEtcd.builder().start();

    @Override
    EtcdClient connect() {
        return server.client();
    }

    @AfterEach
    void end() {
        server.close();
    }
}
