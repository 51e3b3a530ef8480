package dev.tercet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything public is documented, and every type says since when it is there. */
class JavadocTest {
    @Test
    void nothingPublicGoesWithoutAWord() throws IOException {
        assertThat(PublicTypes.all())
                .filteredOn(documented -> documented.comment().isBlank())
                .isEmpty();
    }

    @Test
    void everyTypeSaysSinceWhen() throws IOException {
        List<PublicTypes.Documented> types = PublicTypes.all().stream()
                .filter(PublicTypes.Documented::isType)
                .toList();
        assertThat(types).hasSizeGreaterThan(150);
        assertThat(types)
                .filteredOn(type -> !type.comment().contains("@since "))
                .isEmpty();
    }
}
