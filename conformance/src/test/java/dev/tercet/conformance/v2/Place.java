package dev.tercet.conformance.v2;

import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.key.EtcdResult;
import java.util.Optional;

/** What there is where something is about to be written or deleted. */
enum Place {
    /** Nothing, in a directory that is there. */
    MISSING {
        @Override
        void make(EtcdV2Client v2, String key) {
            v2.makeDirectory(key.substring(0, key.lastIndexOf('/')));
        }
    },
    /** A key, with the value {@code old}. */
    FILE {
        @Override
        void make(EtcdV2Client v2, String key) {
            v2.set(key, "old");
        }
    },
    /** An empty directory. */
    DIRECTORY {
        @Override
        void make(EtcdV2Client v2, String key) {
            v2.makeDirectory(key);
        }
    },
    /** A directory with something in it. */
    FULL {
        @Override
        void make(EtcdV2Client v2, String key) {
            v2.set(key + "/in/it", "x");
        }
    },
    /** Nothing, and nothing can be, since there is a key where its directory would be. */
    BELOW_FILE {
        @Override
        void make(EtcdV2Client v2, String key) {
            v2.set(key.substring(0, key.lastIndexOf('/')), "in the way");
        }
    },
    /** The root. */
    ROOT {
        @Override
        void make(EtcdV2Client v2, String key) {
            // It is there.
        }

        @Override
        String key(String directory) {
            return "/";
        }
    };

    abstract void make(EtcdV2Client v2, String key);

    /** The key that it is about, if it is in this directory, which is the test's own. */
    String key(String directory) {
        return directory + "/k";
    }

    /** What is there. */
    static Optional<EtcdResult> now(EtcdV2Client v2, String key) {
        return v2.contains(key) ? Optional.of(v2.get(key)) : Optional.empty();
    }
}
