package dev.tercet.embedded.internal.quota;

import dev.tercet.proto.etcdserverpb.AlarmMember;
import dev.tercet.proto.etcdserverpb.AlarmType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The alarms that are raised, each by a member. They stay until somebody disarms them, whatever has become of their cause. */
public final class Alarms {
    private final Set<AlarmMember> raised = new LinkedHashSet<>();
    private boolean noSpace;
    private boolean corrupt;

    /** No alarm. */
    public Alarms() {}

    /** Raises one, unless it is raised already; the alarm, either way. */
    public AlarmMember activate(long member, AlarmType type) {
        AlarmMember alarm = alarm(member, type);
        raised.add(alarm);
        look();
        return alarm;
    }

    /** Disarms one; empty if it was not raised. */
    public Optional<AlarmMember> deactivate(long member, AlarmType type) {
        AlarmMember alarm = alarm(member, type);
        boolean was = raised.remove(alarm);
        look();
        return was ? Optional.of(alarm) : Optional.empty();
    }

    /** Those of a type, or all for {@code NONE}, in the order in which they were raised. */
    public List<AlarmMember> raised(AlarmType type) {
        List<AlarmMember> found = new ArrayList<>(raised);
        found.removeIf(alarm -> type != AlarmType.NONE && alarm.getAlarm() != type);
        return found;
    }

    boolean noSpace() {
        return noSpace;
    }

    /** Whether there is one that says that data is damaged. */
    public boolean corrupt() {
        return corrupt;
    }

    // Every write asks for these two: they are kept rather than looked for.
    private void look() {
        noSpace = !raised(AlarmType.NOSPACE).isEmpty();
        corrupt = !raised(AlarmType.CORRUPT).isEmpty();
    }

    private static AlarmMember alarm(long member, AlarmType type) {
        return AlarmMember.newBuilder().setMemberID(member).setAlarm(type).build();
    }
}
