package dev.tercet.v2.migrate;

import dev.tercet.EtcdClient;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.SharedEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;

class IntoTheNewestTest extends MigrationCases {
    @Override
    EtcdClient connect() {
        return EtcdClient.builder()
                .endpoints(WhenUnavailable.fromEnvironment()
                        .obtain(() -> SharedEtcd.of(EtcdSettings.newest()))
                        .endpoints())
                .build();
    }
}
