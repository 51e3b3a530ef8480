package dev.tercet.cli.output;

import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * YAML 1.2, but with quotes also around texts that are more than text to the many readers of YAML 1.1: {@code no}, {@code 0777},
 * {@code 12:30:45}, {@code 2024-01-01}.
 */
final class OldAndNewYaml implements Schema {
    private static final Pattern SPECIAL = Pattern.compile(
            "(?i:y|yes|n|no|on|off|true|false|null|~|=|<<)|[-+.]?[0-9][-+_0-9a-zA-Z.,:]*([ tT].*)?|[-+]?\\.(?i:inf|nan)");

    private final CoreSchema core = new CoreSchema();

    @Override
    public ScalarResolver getScalarResolver() {
        ScalarResolver resolver = core.getScalarResolver();
        return (text, plain) -> {
            Tag tag = resolver.resolve(text, plain);
            return plain && tag.equals(Tag.STR) && SPECIAL.matcher(text).matches() ? Tag.BOOL : tag;
        };
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
        return core.getSchemaTagConstructors();
    }
}
