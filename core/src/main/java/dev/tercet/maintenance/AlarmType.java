package dev.tercet.maintenance;

/**
 * What an alarm is about.
 *
 * @since 0.1
 */
public enum AlarmType {
    /** Every kind, in questions. */
    NONE,
    /** The database is full: no puts until it is compacted, defragmented and the alarm disarmed. */
    NOSPACE,
    /** The member's data differ from the others'. */
    CORRUPT
}
