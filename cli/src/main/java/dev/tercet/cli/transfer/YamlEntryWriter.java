package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Out;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/** One mapping, an entry at a time. Texts are quoted unless no reader of any version of YAML could take them for something else. */
final class YamlEntryWriter implements EntryWriter {
    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setSplitLines(false)
            .setWidth(Integer.MAX_VALUE)
            .build();

    private final Types types;
    private final Emitter emitter;
    private boolean begun;

    YamlEntryWriter(Types types, Out out) {
        this.types = types;
        this.emitter = new Emitter(SETTINGS, new StreamDataWriter() {
            @Override
            public void write(String text) {
                out.print(text);
            }

            @Override
            public void write(String text, int from, int count) {
                out.print(text.substring(from, from + count));
            }
        });
    }

    @Override
    public void write(Entry entry) {
        String key = types.key(entry.key());
        Object value = types.value(entry);
        begin(FlowStyle.BLOCK);
        text(key);
        write(value);
    }

    private void begin(FlowStyle style) {
        if (!begun) {
            begun = true;
            emit(new StreamStartEvent());
            emit(new DocumentStartEvent(false, Optional.empty(), Map.of()));
            emit(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style));
        }
    }

    @Override
    public void finish() {
        begin(FlowStyle.FLOW);
        emit(new MappingEndEvent());
        emit(new DocumentEndEvent(false));
        emit(new StreamEndEvent());
    }

    private void write(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> members) {
            emit(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style(members.isEmpty())));
            members.forEach((name, member) -> {
                text(String.valueOf(name));
                write(member);
            });
            emit(new MappingEndEvent());
        } else if (tree instanceof List<?> items) {
            emit(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, style(items.isEmpty())));
            items.forEach(this::write);
            emit(new SequenceEndEvent());
        } else if (tree instanceof String text) {
            text(text);
        } else if (tree instanceof JsonNumber number) {
            plain(YamlScalars.number(number));
        } else {
            // Nothing at all is told from null, which is written as such.
            plain(tree == JsonTree.NOTHING ? "" : String.valueOf(tree));
        }
    }

    private static FlowStyle style(boolean empty) {
        return empty ? FlowStyle.FLOW : FlowStyle.BLOCK;
    }

    private void text(String text) {
        if (YamlScalars.isCertainlyText(text)) {
            plain(text);
        } else {
            scalar(text, new ImplicitTuple(false, true), ScalarStyle.DOUBLE_QUOTED);
        }
    }

    private void plain(String text) {
        scalar(text, new ImplicitTuple(true, false), ScalarStyle.PLAIN);
    }

    private void scalar(String text, ImplicitTuple implicit, ScalarStyle style) {
        emit(new ScalarEvent(Optional.empty(), Optional.empty(), implicit, text, style));
    }

    private void emit(Event event) {
        emitter.emit(event);
    }
}
