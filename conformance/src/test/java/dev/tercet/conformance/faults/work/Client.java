package dev.tercet.conformance.faults.work;

import dev.tercet.EtcdClient;

/**
 * A client and what it is called in the record.
 *
 * @param etcd closed with all others, when the run is over
 */
public record Client(String name, EtcdClient etcd) {}
