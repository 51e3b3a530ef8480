package dev.tercet.cli.tour;

import dev.tercet.error.EtcdException;
import dev.tercet.error.UnauthenticatedException;
import java.util.List;

/** Takes the steps one after another, up to the first that is not as expected. */
final class StepByStep {
    private final Narrator narrator;
    private final boolean debugging;

    StepByStep(Narrator narrator, boolean debugging) {
        this.narrator = narrator;
        this.debugging = debugging;
    }

    /** Whether all were as expected. */
    boolean through(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (AtExit.hasBegun() || !take(i + 1, steps.get(i))) {
                return false;
            }
        }
        narrator.say("tour: " + steps.size() + " steps, all as expected");
        return true;
    }

    private boolean take(int number, Step step) {
        try {
            narrator.step(number, step, step.act().show());
            return true;
        } catch (Surprise surprise) {
            fail(number, step, surprise.expected(), surprise.came(), surprise);
        } catch (EtcdException failure) {
            String came = failure.getClass().getSimpleName() + ": " + failure.getMessage();
            fail(number, step, "an answer", came, failure);
            hint(failure);
        }
        return false;
    }

    /** Whoever forgot it is not helped by what the server says, which is that a name is empty. */
    private void hint(EtcdException failure) {
        boolean nobody = String.valueOf(failure.getMessage()).contains("user name is empty");
        if (failure instanceof UnauthenticatedException && nobody && !AtExit.hasBegun()) {
            narrator.hint("authentication is on there: say who you are with --user NAME[:PASSWORD]");
        }
    }

    private void fail(int number, Step step, String expected, String came, Throwable cause) {
        // Who ended the tour from outside knows why the step under way did not end well.
        if (AtExit.hasBegun()) {
            return;
        }
        narrator.surprise(number, step, expected, came);
        if (debugging) {
            narrator.trace(cause);
        }
    }
}
