package dev.tercet.v2.internal.client;

import dev.tercet.EtcdClient;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.internal.settings.V2Settings;

/** Puts a client together. */
public final class V2Start {
    private V2Start() {}

    /** Starts one, without connecting. */
    public static EtcdV2Client start(V2Settings settings) {
        throw new UnsupportedOperationException(settings.toString());
    }

    /** One over a client of the v3 store. */
    public static EtcdV2Client over(EtcdClient etcd) {
        throw new UnsupportedOperationException(etcd.toString());
    }
}
