package io.firedrill.web.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.redact.Redaction;

/** A refusal in the form of RFC 9457, with every problem that was found. */
public final class ProblemJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpStatus status;
    private final Map<String, Object> members = new LinkedHashMap<>();

    private ProblemJson(HttpStatus status) {
        this.status = status;
    }

    /** The first problem gives code and detail. */
    public static ProblemJson of(HttpStatus status, String instance, String requestId, List<Problem> problems) {
        var json = new ProblemJson(status);
        json.members.put("type", "about:blank");
        json.members.put("title", status.getReasonPhrase());
        json.members.put("status", status.value());
        json.members.put("detail", Redaction.clean(problems.get(0).message()));
        json.members.put("instance", instance);
        json.members.put("code", problems.get(0).code());
        json.members.put("problems", problems.stream().map(ProblemJson::member).toList());
        json.members.put("requestId", requestId);
        return json;
    }

    /** Adds a member that only some refusals have. */
    public ProblemJson with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    public void writeTo(HttpServletResponse response) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(JSON.writeValueAsString(members).getBytes(StandardCharsets.UTF_8));
    }

    public ResponseEntity<Map<String, Object>> response() {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(members);
    }

    /** One problem as the API writes it, here and in previews. */
    public static Map<String, Object> member(Problem problem) {
        var member = new LinkedHashMap<String, Object>();
        member.put("code", problem.code());
        if (problem.where() != null) member.put("where", problem.where());
        member.put("message", Redaction.clean(problem.message()));
        member.put("next", Redaction.clean(problem.next()));
        return member;
    }
}
