package dev.tercet.recipes.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.recipes.internal.queue.TakeMachine.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who gets what, and when it is read, taken from or watched: scripts of signals and what each leads to.
 *
 * <p>Signals: {@code +a} a asks and waits, {@code ?a} a asks and does not, {@code -a} a gives up, {@code read 5 x y} the head as of
 * revision 5, {@code took i / read} items and that the rest is unknown, {@code took i / 5 x} items and the rest, {@code woken 6 x},
 * {@code missed}, {@code ended}, {@code failed}, {@code over}, {@code back i}.
 */
class TakeMachineTest {
    private final TakeMachine<String, String, String> machine = new TakeMachine<>();

    static Stream<Arguments> scripts() {
        return Stream.of(
                script(
                        "one who waits reads, takes and has it",
                        "+a",
                        "READ",
                        "read 5 x",
                        "TAKE x 1",
                        "took i / 5",
                        "i->a"),
                script("nothing: watched from the revision after", "+a", "READ", "read 5", "WATCH 6"),
                script("who does not wait is told", "?a", "READ", "read 5", "EMPTY a"),
                script(
                        "what comes is taken without a reading",
                        "+a",
                        "READ",
                        "read 5",
                        "WATCH 6",
                        "woken 7 x",
                        "UNWATCH TAKE x 1"),
                script("news without names are read", "+a", "READ", "read 5", "WATCH 6", "woken 7", "UNWATCH READ"),
                script(
                        "several are served by one call, in their order",
                        "+a",
                        "READ",
                        "+b",
                        "",
                        "+c",
                        "",
                        "read 5 x y z",
                        "TAKE x,y,z 3",
                        "took i j k / read",
                        "i->a j->b k->c"),
                script(
                        "fewer than wanted: the first have them, the rest go on",
                        "+a",
                        "READ",
                        "+b",
                        "",
                        "read 5 x y",
                        "TAKE x,y 2",
                        "took i / read",
                        "i->a READ"),
                script(
                        "what is known is taken from without a reading",
                        "+a",
                        "READ",
                        "read 5 x y",
                        "TAKE x,y 1",
                        "took i / 5 y",
                        "i->a",
                        "+b",
                        "TAKE y 1"),
                script(
                        "others were faster: from the rest, or from the next page",
                        "+a",
                        "READ",
                        "read 5 x",
                        "TAKE x 1",
                        "took / 9 y",
                        "TAKE y 1",
                        "took / 11",
                        "WATCH 12"),
                script(
                        "who asks while a call is under way is not told what it found",
                        "?a",
                        "READ",
                        "?b",
                        "",
                        "read 5",
                        "EMPTY a READ",
                        "read 6",
                        "EMPTY b"),
                script("who waits joins the watch", "+a", "READ", "read 5", "WATCH 6", "+b", ""),
                script(
                        "who does not wait has it read anew",
                        "+a",
                        "READ",
                        "read 5",
                        "WATCH 6",
                        "?b",
                        "UNWATCH READ",
                        "read 7",
                        "EMPTY b WATCH 8"),
                script("nobody left: the watch is closed", "+a", "READ", "read 5", "WATCH 6", "-a", "UNWATCH"),
                script("one left: it is not", "+a", "READ", "+b", "", "read 5", "WATCH 6", "-a", ""),
                script(
                        "found empty long ago: read again",
                        "+a",
                        "READ",
                        "read 5 x",
                        "TAKE x 1",
                        "took i / 6",
                        "i->a",
                        "+b",
                        "READ"),
                script(
                        "who gave up gets nothing, the next does",
                        "+a",
                        "READ",
                        "read 5 x",
                        "TAKE x 1",
                        "-a",
                        "",
                        "+b",
                        "",
                        "took i / read",
                        "i->b"),
                script(
                        "nobody wants it: given back",
                        "+a",
                        "READ",
                        "read 5 x",
                        "TAKE x 1",
                        "-a",
                        "",
                        "took i / read",
                        "BACK i"),
                script(
                        "more than wanted: given back",
                        "+a",
                        "READ",
                        "read 5 x",
                        "TAKE x 1",
                        "took i j / read",
                        "i->a BACK j"),
                script("one that came too late goes to the next", "+a", "READ", "+b", "", "back i", "i->a"),
                script("one that came too late for all", "back i", "BACK i"),
                script(
                        "a failure is for those whom the call was for",
                        "+a",
                        "READ",
                        "+b",
                        "",
                        "failed",
                        "FAIL a READ",
                        "read 5",
                        "WATCH 6"),
                script("lost history: read again", "+a", "READ", "read 5", "WATCH 6", "missed", "READ"),
                script(
                        "the watch is over: all fail",
                        "+a",
                        "READ",
                        "read 5",
                        "WATCH 6",
                        "+b",
                        "",
                        "ended",
                        "FAIL a FAIL b"),
                script("late news of a watch that is closed", "woken 7 x", ""),
                script(
                        "over: all fail, now and later",
                        "+a",
                        "READ",
                        "read 5",
                        "WATCH 6",
                        "over",
                        "FAIL a UNWATCH",
                        "+b",
                        "FAIL b"),
                script(
                        "over while a call is under way: given back",
                        "+a",
                        "READ",
                        "read 5 x",
                        "TAKE x 1",
                        "over",
                        "FAIL a",
                        "took i / read",
                        "BACK i"));
    }

    private static Arguments script(String name, String... steps) {
        return Arguments.of(name, List.of(steps));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void follows(String name, List<String> steps) {
        for (int i = 0; i < steps.size(); i += 2) {
            assertThat(shown(signal(steps.get(i)))).as(steps.get(i)).isEqualTo(steps.get(i + 1));
        }
    }

    private List<Effect<String, String, String>> signal(String step) {
        String[] words = step.split(" ");
        if (step.startsWith("+") || step.startsWith("?")) {
            return machine.asked(step.substring(1), step.startsWith("+"));
        } else if (step.startsWith("-")) {
            return machine.gaveUp(step.substring(1));
        }
        return switch (words[0]) {
            case "read" -> machine.read(page(words, 1));
            case "took" -> machine.took(haul(words));
            case "woken" -> machine.woken(page(words, 1));
            case "missed" -> machine.missed();
            case "ended" -> machine.ended(new IllegalStateException());
            case "failed" -> machine.failed(new IllegalStateException());
            case "over" -> machine.over(new IllegalStateException());
            case "back" -> machine.returned(words[1]);
            default -> throw new IllegalArgumentException(step);
        };
    }

    private static Page<String> page(String[] words, int from) {
        return new Page<>(List.of(words).subList(from + 1, words.length), Long.parseLong(words[from]));
    }

    private static Haul<String, String> haul(String[] words) {
        int slash = List.of(words).indexOf("/");
        List<String> items = List.of(words).subList(1, slash);
        return new Haul<>(items, words[slash + 1].equals("read") ? null : page(words, slash + 1));
    }

    private static String shown(List<Effect<String, String, String>> effects) {
        List<String> shown = new ArrayList<>();
        for (Effect<String, String, String> effect : effects) {
            if (effect instanceof Effect.Take<String, String, String> take) {
                shown.add("TAKE " + String.join(",", take.known().candidates()) + " " + take.wanted());
            } else if (effect instanceof Effect.Watch<String, String, String> watch) {
                shown.add("WATCH " + watch.from());
            } else if (effect instanceof Effect.Serve<String, String, String> serve) {
                shown.add(serve.item() + "->" + serve.taker());
            } else if (effect instanceof Effect.Empty<String, String, String> empty) {
                shown.add("EMPTY " + empty.taker());
            } else if (effect instanceof Effect.Fail<String, String, String> fail) {
                shown.add("FAIL " + fail.taker());
            } else if (effect instanceof Effect.GiveBack<String, String, String> back) {
                shown.add("BACK " + String.join(",", back.items()));
            } else {
                shown.add(effect instanceof Effect.Read ? "READ" : "UNWATCH");
            }
        }
        return String.join(" ", shown);
    }
}
