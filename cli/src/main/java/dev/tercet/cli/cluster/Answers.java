package dev.tercet.cli.cluster;

import dev.tercet.cli.cluster.EachEndpoint.Answer;
import dev.tercet.cli.error.Telling;
import dev.tercet.cli.output.Out;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/** Sorts answers from failures, which are told as etcdctl tells them. */
final class Answers {
    private Answers() {}

    /**
     * What is made of those who answered.
     *
     * @param what what the others failed to do: {@code Failed to get the status of endpoint}
     */
    static <T, R> List<R> good(List<Answer<T>> answers, String what, BiFunction<String, T, R> make, Out err) {
        List<R> good = new ArrayList<>();
        for (Answer<T> answer : answers) {
            if (answer.failure() == null) {
                good.add(make.apply(answer.endpoint(), Objects.requireNonNull(answer.answer())));
            } else {
                err.line(what + " " + answer.endpoint() + " (" + Telling.of(answer.failure()) + ")");
            }
        }
        return good;
    }
}
