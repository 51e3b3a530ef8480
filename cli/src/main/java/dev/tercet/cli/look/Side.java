package dev.tercet.cli.look;

import dev.tercet.EtcdClient;
import dev.tercet.cli.transfer.FileSide;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import java.util.Iterator;

/** One of two things that are compared. */
interface Side {
    /** What it is, for the head of the listing. */
    String name();

    /** Its keys, in ascending order. */
    Iterator<KeyValue> entries();

    /** How many bytes of its keys do not count. */
    int prefix();

    /**
     * Keys of a cluster at a revision.
     *
     * @param etcd the cluster
     * @param keys what they begin with
     * @param revision the revision, never 0: all pages have to be of the same
     */
    record OfStore(EtcdClient etcd, Bytes keys, long revision) implements Side {
        /** As they are now. */
        static OfStore now(EtcdClient etcd, Bytes keys) {
            return new OfStore(etcd, keys, revision(etcd, keys));
        }

        /** The revision that a cluster is at. */
        static long revision(EtcdClient etcd, Bytes keys) {
            return etcd.kv().get(Get.prefix(keys).countOnly()).revision();
        }

        @Override
        public String name() {
            return (keys.isEmpty() ? "every key" : "prefix " + keys) + " at revision " + revision + " of "
                    + String.join(",", etcd.endpoints());
        }

        @Override
        public Iterator<KeyValue> entries() {
            return etcd.kv().scan(Get.prefix(keys).atRevision(revision)).iterator();
        }

        @Override
        public int prefix() {
            return keys.length();
        }
    }

    /**
     * Keys of a file.
     *
     * @param file what it is called
     * @param content what is in it
     * @param prefix how many bytes of its keys do not count
     */
    record OfFile(String file, FileSide.Content content, int prefix) implements Side {
        @Override
        public String name() {
            return file;
        }

        @Override
        public Iterator<KeyValue> entries() {
            return content.entries();
        }
    }
}
