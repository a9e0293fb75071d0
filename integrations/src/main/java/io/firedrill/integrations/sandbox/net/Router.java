package io.firedrill.integrations.sandbox.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Finds the handler by method and path; parts in braces match one segment. Set up before use, then immutable. */
public final class Router implements Handler {
    private static final Pattern PART = Pattern.compile("\\{([a-z]+)}");

    private final List<Route> routes = new ArrayList<>();
    private final AdminCredential credential;

    private record Route(String method, Pattern path, List<String> parts, boolean open, Handler handler) {}

    public Router(AdminCredential credential) {
        this.credential = credential;
    }

    /** A route that needs the admin credential. */
    public Router on(String method, String path, Handler handler) {
        return route(method, path, false, handler);
    }

    /** A route for everyone on this machine. */
    public Router open(String method, String path, Handler handler) {
        return route(method, path, true, handler);
    }

    @Override
    public Reply handle(Request request) {
        try {
            return routed(request);
        } catch (Refusal refusal) {
            return refusal.reply();
        } catch (IllegalArgumentException wrong) {
            return Reply.refusal(422, "invalid", String.valueOf(wrong.getMessage()));
        }
    }

    private Reply routed(Request request) {
        var known = false;
        for (var route : routes) {
            var match = route.path().matcher(request.path());
            if (!match.matches()) continue;
            known = true;
            if (!route.method().equals(request.method())) continue;
            if (!route.open() && !credential.matches(request.bearer()))
                throw new Refusal(401, "credential", "This needs the admin credential of the sandbox.");
            return route.handler().handle(request.with(parts(route, match)));
        }
        throw known
                ? new Refusal(405, "method", request.method() + " is not for " + request.path() + ".")
                : new Refusal(404, "path", "There is nothing at " + request.path() + ".");
    }

    private Router route(String method, String path, boolean open, Handler handler) {
        var names = new ArrayList<String>();
        var matcher = PART.matcher(path);
        while (matcher.find()) names.add(matcher.group(1));
        var pattern = Pattern.compile(PART.matcher(path).replaceAll("([^/]+)"));
        routes.add(new Route(method, pattern, List.copyOf(names), open, handler));
        return this;
    }

    private static Map<String, String> parts(Route route, Matcher match) {
        var found = new LinkedHashMap<String, String>();
        for (var i = 0; i < route.parts().size(); i++) {
            @Nullable String value = match.group(i + 1);
            if (value != null) found.put(route.parts().get(i), value);
        }
        return found;
    }
}
