/**
 * A JUnit extension: {@link dev.tercet.testkit.junit.EtcdTest} gives a test its etcd and its client, a clean store each time, and
 * fails it if it leaves something behind.
 */
@NullMarked
package dev.tercet.testkit.junit;

import org.jspecify.annotations.NullMarked;
