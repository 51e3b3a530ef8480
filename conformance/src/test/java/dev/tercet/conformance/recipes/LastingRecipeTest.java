package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.session.LastingKey;
import dev.tercet.recipes.session.LastingSession;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.Capability;
import dev.tercet.testkit.contract.ContractServer;
import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.Subject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions that outlive their server. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#one")
record LastingRecipeTest(ContractTarget target) implements RecipeContract {
    @Test
    void aShortRestartIsSurvivedAndALongOneIsFollowedByAnotherSession() throws Exception {
        requires(Capability.MEMBER_FAULTS);
        List<String> heard = new CopyOnWriteArrayList<>();
        try (ContractServer server = start(settings -> settings);
                Subject mine = connect(server.endpoints(), builder -> builder.timeout(Duration.ofSeconds(2)));
                LastingSession longer = recipes(mine.client()).lastingSession(Duration.ofSeconds(60));
                LastingSession shorter = recipes(mine.client()).lastingSession(Duration.ofSeconds(2));
                LastingKey stays = longer.key("stays", "v");
                LastingKey comesBack = shorter.key("comes-back", "v")) {
            shorter.onSignal(signal -> heard.add(signal.getClass().getSimpleName()));
            stays.awaitPresent();
            comesBack.awaitPresent();
            Session before = longer.session();
            Session first = shorter.session();

            server.kill(0);
            assertThat(first.lost().get(30, TimeUnit.SECONDS)).isNotNull();
            await().until(() -> !comesBack.isPresent());
            server.restart(0);

            await().atMost(Duration.ofSeconds(30)).until(comesBack::isPresent);
            assertThat(shorter.session().lease()).isNotEqualTo(first.lease());
            assertThat(mine.kv().get("comes-back"))
                    .map(KeyValue::lease)
                    .contains(shorter.session().lease());
            assertThat(longer.session()).isSameAs(before);
            assertThat(stays.isPresent()).isTrue();
            mine.kv().delete("stays");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(mine.kv().getString("stays")).contains("v"));
            assertThat(heard).containsExactly("Opened", "Lost", "Opened");
        }
    }
}
