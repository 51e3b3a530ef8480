package dev.tercet.v2.internal.auth;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.Outcome;
import dev.tercet.v2.cluster.ApiAnswer;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.error.V2ErrorPayload;
import dev.tercet.v2.internal.error.V2Errors;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Answers calls with what was written down for them, in order, and remembers what was asked. */
final class SayingCalls implements AuthCalls {
    private record Answer(int status, String body) {}

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();

    SayingCalls answer(int status, String body) {
        answers.add(new Answer(status, body));
        return this;
    }

    List<String> asked() {
        return asked;
    }

    @Override
    public CompletableFuture<ApiAnswer> call(ApiRequest request, CallOptions options) {
        asked.add(request + request.json().map(json -> " " + json).orElse(""));
        Answer answer = answers.remove();
        if (answer.status() < 300) {
            return CompletableFuture.completedFuture(new ApiAnswer(answer.status(), 0, answer.body()));
        }
        int code = answer.status() == 404 ? 100 : answer.status() == 401 ? 110 : 0;
        V2ErrorPayload payload = new V2ErrorPayload(code, answer.body(), "", 0, answer.status());
        return CompletableFuture.failedFuture(
                V2Errors.of(request.toString(), payload, Outcome.NOT_APPLIED, "http://127.0.0.1:2379"));
    }
}
