package dev.tercet.recipes.internal.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.recipes.internal.flow.Backoff;
import dev.tercet.recipes.internal.lead.LeadMachine.Effect;
import dev.tercet.recipes.internal.lead.LeadMachine.Signal;
import org.junit.jupiter.api.Test;

class LeadMachineTest {
    private static final Effect CAMPAIGN = new LeadMachine.Campaign();
    private static final Effect GIVE_UP = new LeadMachine.GiveUp();
    private static final Effect RUN = new LeadMachine.Run();
    private static final Effect STOP = new LeadMachine.Stop();
    private static final Effect RESIGN = new LeadMachine.Resign();
    private static final Effect END = new LeadMachine.End();

    private final LeadMachine machine = new LeadMachine();

    private void on(Signal signal, Effect... effects) {
        assertThat(machine.on(signal)).as(signal.toString()).containsExactly(effects);
    }

    private static Effect rest(int times) {
        return new LeadMachine.Rest(times * Backoff.FIRST);
    }

    @Test
    void campaignsAgainWhenTheBodyHasReturned() {
        on(Signal.SESSION_OPENED, CAMPAIGN);
        on(Signal.WON, RUN);
        on(Signal.RETURNED, RESIGN);
        on(Signal.LOST);
        on(Signal.RESIGNED, CAMPAIGN);
    }

    @Test
    void doesNotHurryWhenTheBodyReturnsAtOnce() {
        on(Signal.SESSION_OPENED, CAMPAIGN);
        for (int i = 0; i < 3; i++) {
            on(Signal.WON, RUN);
            on(Signal.RETURNED_SOON, RESIGN);
            on(Signal.RESIGNED, rest(1));
            on(Signal.RESTED, CAMPAIGN);
        }
        on(Signal.WON, RUN);
        on(Signal.RETURNED_SOON, RESIGN);
        on(Signal.RESIGNED, rest(1));
        on(Signal.CLOSE, END);
    }

    @Test
    void waitsForTheEndOfABodyThatIsToStopBeforeItCampaignsOnTheNextSession() {
        on(Signal.SESSION_OPENED, CAMPAIGN);
        on(Signal.WON, RUN);
        on(Signal.LOST, STOP);
        on(Signal.SESSION_OVER);
        on(Signal.SESSION_OPENED);
        on(Signal.LOST);
        on(Signal.RETURNED, RESIGN);
        on(Signal.RESIGNED, CAMPAIGN);
    }

    @Test
    void restsLongerAfterEachBodyThatThrows() {
        on(Signal.SESSION_OPENED, CAMPAIGN);
        on(Signal.WON, RUN);
        on(Signal.THREW, RESIGN);
        on(Signal.RESIGNED, rest(1));
        on(Signal.RESTED, CAMPAIGN);
        on(Signal.WON, RUN);
        on(Signal.THREW, RESIGN);
        on(Signal.RESIGNED, rest(2));
        on(Signal.RESTED, CAMPAIGN);
        on(Signal.WON, RUN);
        on(Signal.RETURNED, RESIGN);
        on(Signal.RESIGNED, CAMPAIGN);
        on(Signal.FAILED, rest(1));
    }

    @Test
    void waitsForTheNextSessionWhenTheCampaignFailedWithTheLastOne() {
        on(Signal.SESSION_OPENED, CAMPAIGN);
        on(Signal.SESSION_OVER);
        on(Signal.FAILED);
        on(Signal.SESSION_OPENED, CAMPAIGN);
    }

    @Test
    void closedWhileTheBodyRunsItStopsAndResigns() {
        on(Signal.SESSION_OPENED, CAMPAIGN);
        on(Signal.WON, RUN);
        on(Signal.CLOSE, STOP);
        on(Signal.CLOSE);
        on(Signal.THREW, RESIGN);
        on(Signal.RESIGNED, END);
        on(Signal.SESSION_OVER);
    }

    @Test
    void closedWhileItCampaignsItGivesUp() {
        on(Signal.SESSION_OPENED, CAMPAIGN);
        on(Signal.CLOSE, GIVE_UP);
        on(Signal.FAILED, END);
    }

    @Test
    void closedAsItWinsItResigns() {
        on(Signal.SESSION_OPENED, CAMPAIGN);
        on(Signal.CLOSE, GIVE_UP);
        on(Signal.WON, RESIGN);
        on(Signal.RESIGNED, END);
    }

    @Test
    void closedWhileItRestsOrWaitsForASessionItEnds() {
        on(Signal.CLOSE, END);
        on(Signal.SESSION_OPENED);

        LeadMachine resting = new LeadMachine();
        resting.on(Signal.SESSION_OPENED);
        resting.on(Signal.FAILED);
        assertThat(resting.on(Signal.CLOSE)).containsExactly(END);
        assertThat(resting.on(Signal.RESTED)).isEmpty();
    }
}
