package io.firedrill.integrations.sandbox.adapter;

import tools.jackson.core.JacksonException;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Health;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.HttpCalls;
import io.firedrill.integrations.support.HttpLimits;
import io.firedrill.integrations.support.HttpReply;

/** Calls to one admin API of the estate, with the credential fetched for each. */
final class AdminClient {
    static final String ADMIN = "admin";
    private static final int CONNECTIONS = 128;

    private final HttpCalls http =
            new HttpCalls(new HttpLimits(HttpLimits.USUAL.connect(), HttpLimits.USUAL.answer(), 3, CONNECTIONS));
    private final Binding binding;
    private final String endpoint;

    /** @param setting name of the setting that holds the address */
    AdminClient(Binding binding, String setting) {
        this.binding = binding;
        this.endpoint = binding.required(setting);
    }

    String at(String path) {
        return endpoint + path;
    }

    String credential() {
        return binding.credential().apply(ADMIN).reveal();
    }

    <T> Answer<T> ask(HttpCall call, Class<T> type) {
        return read(http.ask(call.bearer(credential())), call, type);
    }

    /** A call that carries its own credential, or none. */
    <T> Answer<T> askPlainly(HttpCall call, Class<T> type) {
        return read(http.ask(call), call, type);
    }

    Health check(String path) {
        var answer = http.ask(HttpCall.get(at(path)).bearer(credential()));
        var where = binding.system() + " at " + endpoint;
        if (answer instanceof Answer.Done) return Health.good(where + " answers.");
        if (answer instanceof Answer.Refused<HttpReply> refused)
            return Health.ill(where + " refuses: " + refused.why());
        if (answer instanceof Answer.TryLater<HttpReply> later) return Health.ill(where + " is busy: " + later.why());
        return Health.ill(where + " does not answer.");
    }

    private static <T> Answer<T> read(Answer<HttpReply> answer, HttpCall call, Class<T> type) {
        try {
            return answer.map(reply -> reply.as(type));
        } catch (JacksonException strange) {
            var why = call.method() + " was answered with something that is not a " + type.getSimpleName() + ".";
            return Answer.unsure(why);
        }
    }
}
