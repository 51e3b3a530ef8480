package dev.tercet.internal.token;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.World;
import dev.tercet.internal.token.TokenMachine.Fetch;
import dev.tercet.internal.token.TokenMachine.Go;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One fetch at a time that counts, nobody waits for ever, and nobody goes with a token of credentials that were replaced. */
class TokenMachineExplorationTest {
    @Test
    void everybodyGoesOnOnce() {
        Exploration.of(() -> new Callers(false)).states(5_000).upTo(7);
    }

    @Test
    void wouldNoticeFetchesThatAreNotBegun() {
        assertThat(Exploration.of(() -> new Callers(true)).violation()).isPresent();
    }

    private enum Stand {
        IDLE,
        WAITING,
        GONE
    }

    private static final class Callers implements World {
        private static final List<String> NAMES = List.of("a", "b", "c");

        private final boolean forgetsAFetch;
        private final TokenMachine<String> machine = new TokenMachine<>();
        private final Map<String, Stand> stands = new LinkedHashMap<>();
        private final Map<String, Long> numbers = new LinkedHashMap<>();
        /** Which are under way, and with which credentials each. */
        private final Map<Long, Integer> fetches = new LinkedHashMap<>();

        private int credentials;
        private long newest;

        Callers(boolean forgetsAFetch) {
            this.forgetsAFetch = forgetsAFetch;
            NAMES.forEach(name -> stands.put(name, Stand.IDLE));
        }

        @Override
        public void moves(Moves may) {
            for (String name : NAMES) {
                may.happenIf(stands.get(name) != Stand.WAITING, name + " needs one", () -> need(name));
                Long number = numbers.get(name);
                may.happenIf(stands.get(name) == Stand.GONE && number != null, name + " is refused", () -> {
                    stands.put(name, Stand.IDLE);
                    machine.refused(numbers.get(name));
                });
            }
            for (long fetch : new ArrayList<>(fetches.keySet())) {
                may.happen("fetched " + fetch, () -> fetched(fetch));
                may.happen("failed " + fetch, () -> {
                    fetches.remove(fetch);
                    released(machine.failed(fetch), false);
                });
            }
            may.happenIf(credentials < 2, "replaced", () -> {
                credentials++;
                begin(machine.replaced());
                must(!machine.isKnown(), "a token of the old credentials");
            });
        }

        private void need(String name) {
            stands.put(name, Stand.WAITING);
            TokenMachine.Effect<String> effect = machine.need(name);
            if (effect instanceof Go<String> go) {
                goes(name, go.token(), go.number());
            } else if (effect instanceof Fetch<String> fetch) {
                begin(fetch);
            }
            must(stands.get(name) != Stand.WAITING || fetches.containsKey(newest), name + " waits for nothing");
        }

        private void begin(Fetch<String> fetch) {
            if (fetch == null || forgetsAFetch && credentials > 0) {
                return;
            }
            must(fetch.fetch() > newest, "a number again");
            int same = credentials;
            must(!fetches.containsValue(same) || !fetches.containsKey(newest), "two fetches at a time");
            newest = fetch.fetch();
            fetches.put(newest, credentials);
        }

        private void fetched(long fetch) {
            int with = fetches.remove(fetch);
            released(machine.fetched(fetch, "token " + with), true);
        }

        private void released(List<String> names, boolean go) {
            for (String name : names) {
                must(stands.get(name) == Stand.WAITING, name + " goes twice");
                stands.put(name, Stand.IDLE);
                if (go) {
                    goes(name, machine.token(), machine.number());
                }
            }
        }

        private void goes(String name, String token, long number) {
            must(("token " + credentials).equals(token), name + " goes with " + token);
            stands.put(name, Stand.GONE);
            numbers.put(name, number);
        }

        @Override
        public void end() {
            while (!fetches.isEmpty()) {
                fetched(fetches.keySet().iterator().next());
            }
            must(!stands.containsValue(Stand.WAITING), "somebody waits for ever: ", stands);
        }
    }
}
