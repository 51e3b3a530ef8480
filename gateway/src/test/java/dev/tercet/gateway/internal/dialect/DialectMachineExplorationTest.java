package dev.tercet.gateway.internal.dialect;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.World;
import dev.tercet.gateway.internal.dialect.DialectMachine.Effect;
import dev.tercet.http.HttpHead;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever answers come, in whatever order: each path is asked once, and then there is a verdict, which says who answered what. */
class DialectMachineExplorationTest {
    @Test
    void comesToAVerdict() {
        assertThat(Exploration.of(() -> new Asked(true)).all().depth()).isEqualTo(4);
    }

    @Test
    void wouldNoticeAVerdictThatNobodyGave() {
        assertThat(Exploration.of(() -> new Asked(false)).violation()).isPresent();
    }

    private static final class Asked implements World {
        private static final String JSON = "application/json";

        private final boolean believes;
        private final DialectMachine machine = new DialectMachine();
        private final List<String> paths = new ArrayList<>();
        private boolean verdict;

        Asked(boolean believes) {
            this.believes = believes;
            take(machine.begin(), false);
        }

        @Override
        public void moves(Moves may) {
            if (verdict) {
                return;
            }
            boolean first = paths.size() == 1;
            answer(may, 200, JSON, first ? "{\"etcdserver\":\"3.5.30\"}" : "{\"version\":\"3.5.30\"}", true);
            answer(may, 401, JSON, "{\"code\":16,\"error\":\"etcdserver: invalid auth token\"}", !first);
            // Defaults are left out in JSON.
            answer(may, 200, JSON, "{}", !first);
            answer(may, 200, JSON, "{\"etcdser", false);
            answer(may, 200, "text/html", "<p>Hello</p>", false);
            answer(may, 404, "text/plain", "404 page not found", false);
            answer(may, 503, "text/html", "no server", false);
            may.happen("old", () -> take(reply(200, JSON, "{\"etcdserver\":\"2.3.8\"}"), !first));
            may.happen("cut", () -> take(machine.failed(failure(Reach.LOST)), false));
            may.happen("misconfigured", () -> take(machine.failed(failure(Reach.MISCONFIGURED)), false));
            may.happen("silent", () -> take(machine.silent("5 s"), false));
        }

        private static WireFailure failure(Reach reach) {
            return new WireFailure(StatusCode.UNAVAILABLE, "cut", reach, null);
        }

        private void answer(Moves may, int status, String type, String body, boolean tells) {
            may.happen(status + " " + body, () -> take(reply(status, type, body), tells && believes));
        }

        private Effect reply(int status, String type, String body) {
            return machine.answered(new HttpHead(status, type, ""), body.getBytes(StandardCharsets.UTF_8));
        }

        private void take(Effect effect, boolean mayTell) {
            if (effect instanceof DialectMachine.Ask ask) {
                must(
                        !paths.contains(ask.ask().path()),
                        "asks again: ",
                        ask.ask().path());
                paths.add(ask.ask().path());
            } else if (effect instanceof DialectMachine.Found) {
                must(mayTell, "found where nobody said so");
                verdict = true;
            } else if (effect instanceof DialectMachine.Failed failed) {
                verdict = true;
                Reach reach = failed.failure().reach();
                must(reach != Reach.LOST && reach != Reach.ANSWERED, "says that something was sent: ", reach);
                must(!failed.failure().message().isEmpty(), "says nothing");
            }
        }

        @Override
        public void end() {
            while (!verdict) {
                take(reply(404, "text/plain", "404 page not found"), false);
            }
        }
    }
}
