package dev.tercet.internal.discovery;

import java.util.List;

/** Looks up SRV records. */
@FunctionalInterface
interface SrvRecords {
    /**
     * The records of a name; empty if there are none.
     *
     * @throws SrvLookupException if nobody could say
     */
    List<SrvRecord> lookUp(String name);

    /**
     * One record.
     *
     * @param priority lower ones first
     * @param weight the share among those of one priority
     * @param port the port
     * @param target the host
     */
    record SrvRecord(int priority, int weight, int port, String target) {}

    /** DNS could not be asked. */
    final class SrvLookupException extends RuntimeException {
        private static final long serialVersionUID = 1;

        SrvLookupException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
