package dev.tercet.embedded.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadersTest {
    private final Identity identity = new Identity(11, 22, 3, "test", "3.7.3");
    private final RaftTerm term = new RaftTerm(identity);
    private long revision = 7;
    private final Headers headers = new Headers(identity, term, () -> revision);

    @Test
    void haveTheRevisionAndTheTermOfNow() {
        assertThat(headers.now()).isSameAs(headers.now());
        assertThat(headers.now().getRaftTerm()).isEqualTo(3);
        term.lose();
        assertThat(headers.now().getRaftTerm()).isEqualTo(3);
        term.elect();
        assertThat(headers.now().getRaftTerm()).isEqualTo(4);
        assertThat(headers.at(5).getRaftTerm()).isEqualTo(4);
        assertThat(headers.now().getRevision()).isEqualTo(7);
        revision = 8;
        assertThat(headers.now().getRevision()).isEqualTo(8);
    }
}
