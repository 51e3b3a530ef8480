package dev.tercet.maintenance;

/**
 * An alarm of a member.
 *
 * @param memberId unsigned
 * @param type what it is about
 * @since 0.1
 */
public record Alarm(long memberId, AlarmType type) {
    /** With ids in hexadecimal, as etcd's own tools write them. */
    @Override
    public String toString() {
        return "Alarm[memberId=" + Long.toHexString(memberId) + ", type=" + type + "]";
    }
}
