package dev.tercet.cli.look;

import dev.tercet.EtcdClient;
import dev.tercet.cli.Ran;
import dev.tercet.embedded.EmbeddedEtcd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An etcd, and commands at it.
 *
 * @param etcd a client of it
 * @param endpoint where it is
 */
record At(EtcdClient etcd, String endpoint) {
    static At embedded(EmbeddedEtcd server) {
        return new At(server.client(), server.endpoint());
    }

    Ran run(String... words) {
        return reading("", words);
    }

    Ran reading(String input, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--endpoints=" + endpoint);
        return Ran.with(Map.of(), input, all.toArray(new String[0]));
    }

    long put(String key, String value) {
        return etcd.kv().put(key, value).revision();
    }

    long delete(String key) {
        return etcd.kv().delete(key).revision();
    }
}
