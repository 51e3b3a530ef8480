package dev.tercet.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.internal.token.TokenMachine.Fetch;
import dev.tercet.internal.token.TokenMachine.Go;
import dev.tercet.internal.token.TokenMachine.Wait;
import org.junit.jupiter.api.Test;

class TokenMachineTest {
    private final TokenMachine<String> machine = new TokenMachine<>();

    @Test
    void theFirstFetchesAndTheOthersWait() {
        assertThat(machine.need("a")).isEqualTo(new Fetch<String>(1));
        assertThat(machine.need("b")).isEqualTo(new Wait<String>());
        assertThat(machine.fetched(1, "t")).containsExactly("a", "b");
        assertThat(machine.need("c")).isEqualTo(new Go<String>("t", 1));
    }

    @Test
    void anAnswerComesOnce() {
        machine.need("a");
        machine.fetched(1, "t");

        assertThat(machine.fetched(1, "t")).isEmpty();
    }

    @Test
    void aFailureReleasesAllAndTheNextFetchesAgain() {
        machine.need("a");
        machine.need("b");
        assertThat(machine.failed(1)).containsExactly("a", "b");
        assertThat(machine.isKnown()).isFalse();
        assertThat(machine.need("c")).isEqualTo(new Fetch<String>(2));
    }

    @Test
    void onlyARefusalOfTheCurrentTokenCounts() {
        machine.need("a");
        machine.fetched(1, "t1");
        machine.refused(0);
        assertThat(machine.isKnown()).isTrue();
        machine.refused(1);
        assertThat(machine.isKnown()).isFalse();
        machine.need("b");
        machine.fetched(2, "t2");
        machine.refused(1);

        assertThat(machine.need("c")).isEqualTo(new Go<String>("t2", 2));
    }

    @Test
    void aRefusalWhileOneIsFetchedFetchesNoOther() {
        machine.need("a");
        machine.fetched(1, "t1");
        machine.refused(1);
        assertThat(machine.need("a")).isEqualTo(new Fetch<String>(2));
        machine.refused(1);

        assertThat(machine.need("b")).isEqualTo(new Wait<String>());
    }

    @Test
    void noTokenAtAllIsKnowledgeToo() {
        machine.need("a");
        machine.fetched(1, null);

        assertThat(machine.need("b")).isEqualTo(new Go<String>(null, 1));
    }

    @Test
    void otherCredentialsMakeTheFetchUnderWayUseless() {
        machine.need("a");
        assertThat(machine.replaced()).isEqualTo(new Fetch<String>(2));
        assertThat(machine.fetched(1, "old")).isEmpty();
        assertThat(machine.failed(1)).isEmpty();
        assertThat(machine.isKnown()).isFalse();
        assertThat(machine.fetched(2, "new")).containsExactly("a");
        assertThat(machine.token()).isEqualTo("new");
    }

    @Test
    void otherCredentialsWithoutAFetchWaitForWhoNeedsThem() {
        machine.need("a");
        machine.fetched(1, "old");
        assertThat(machine.replaced()).isNull();
        assertThat(machine.need("b")).isEqualTo(new Fetch<String>(2));
        machine.fetched(2, "new");

        assertThat(machine.number()).isEqualTo(2);
    }
}
