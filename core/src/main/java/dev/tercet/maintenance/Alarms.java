package dev.tercet.maintenance;

import dev.tercet.kv.Header;
import java.util.Iterator;
import java.util.List;

/**
 * The alarms that are on.
 *
 * @param header the answer's header
 * @param alarms unmodifiable
 * @since 0.1
 */
public record Alarms(Header header, List<Alarm> alarms) implements Iterable<Alarm> {
    @Override
    public Iterator<Alarm> iterator() {
        return alarms.iterator();
    }
}
