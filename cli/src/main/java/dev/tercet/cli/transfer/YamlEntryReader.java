package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads the entries of one mapping, one at a time, from events: no more of the file than one entry is held. */
final class YamlEntryReader implements EntryReader {
    private static final int DEPTH = 1_000;
    private static final String CORE = "tag:yaml.org,2002:";
    private static final Set<String> TAGS = Set.of("!", CORE + "str", CORE + "map", CORE + "seq");

    private final Types types;
    private final String name;
    private final Utf8Reader text;
    private final Iterator<Event> events;
    private boolean begun;
    private boolean ended;
    private long line = 1;

    YamlEntryReader(Types types, String name, InputStream in) {
        this.types = types;
        this.name = name;
        this.text = new Utf8Reader(name, in);
        // The limit is for documents that are read whole.
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        this.events = new ParserImpl(settings, new StreamReader(settings, text));
    }

    @Override
    public @Nullable Entry next() {
        try {
            if (!begun) {
                begun = true;
                begin();
            }
            return ended ? null : entry();
        } catch (MarkedYamlEngineException e) {
            long at = e.getProblemMark().map(mark -> mark.getLine() + 1L).orElse(line);
            throw new FilePlace(name, at).wrong("this is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new FilePlace(name, line).wrong("from here on it is not YAML: " + first(e.getMessage()));
        }
    }

    private void begin() {
        Event event = event();
        while (!(event instanceof MappingStartEvent)) {
            if (event instanceof StreamEndEvent) {
                ended = true;
                return;
            }
            if (event instanceof ScalarEvent || event instanceof SequenceStartEvent || event instanceof AliasEvent) {
                throw wrong("there has to be one mapping, with an entry for each key");
            }
            event = event();
        }
    }

    private @Nullable Entry entry() {
        Event event = event();
        if (event instanceof MappingEndEvent) {
            ended = true;
            end();
            return null;
        }
        FilePlace place = new FilePlace(name, line);
        String key = name(event);
        Event first = event();
        Object value = first instanceof ScalarEvent scalar ? top(scalar) : tree(first, 0);
        Entry entry = Entry.of(types.key(key, place), types.value(key, value, place));
        line = place.line();
        return entry;
    }

    private void end() {
        for (Event event = event(); !(event instanceof StreamEndEvent); event = event()) {
            if (event instanceof DocumentStartEvent) {
                throw wrong("another document begins here, and there may be only one");
            }
        }
    }

    private @Nullable Object top(ScalarEvent scalar) {
        if (scalar.isPlain() && scalar.getValue().isEmpty()) {
            return JsonTree.NOTHING;
        }
        // 8080 without quotes is a text where values are texts.
        return types.values() == ValueType.JSON ? scalar(scalar) : scalar.getValue();
    }

    private @Nullable Object tree(Event event, int depth) {
        if (depth > DEPTH) {
            throw wrong("this is nested more than " + DEPTH + " deep");
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        if (event instanceof SequenceStartEvent) {
            List<@Nullable Object> items = new ArrayList<>();
            for (Event item = event(); !(item instanceof SequenceEndEvent); item = event()) {
                items.add(tree(item, depth + 1));
            }
            return items;
        }
        if (event instanceof MappingStartEvent) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            for (Event member = event(); !(member instanceof MappingEndEvent); member = event()) {
                members.put(name(member), tree(event(), depth + 1));
            }
            return members;
        }
        throw wrong("an alias stands here: write what it means");
    }

    private static @Nullable Object scalar(ScalarEvent scalar) {
        boolean free = scalar.isPlain() && scalar.getTag().isEmpty();
        return free ? YamlScalars.read(scalar.getValue()) : scalar.getValue();
    }

    private String name(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getValue();
        }
        throw wrong("a key has to be a text");
    }

    private Event event() {
        Event event = events.next();
        line = event.getStartMark().map(mark -> mark.getLine() + 1L).orElse(line);
        Optional<String> tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent start ? start.getTag() : Optional.empty();
        tag.filter(each -> !TAGS.contains(each)).ifPresent(this::unknown);
        return event;
    }

    /** What it stands for is not what is written: to take it as that would be another value. */
    private void unknown(String tag) {
        String shown = tag.startsWith(CORE) ? "!!" + tag.substring(CORE.length()) : tag;
        throw wrong("the tag " + shown + " stands here, which import does not know; bytes are written in Base64"
                + " without a tag, with --value-type binary");
    }

    private CommandException wrong(String what) {
        return new FilePlace(name, line).wrong(what);
    }

    private static String first(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public void close() {
        text.close();
    }
}
