package io.firedrill.shell.client;

/** A successful answer, with its text as it came. */
public record Reply(int status, String body) {
    public Doc doc() {
        return body.isBlank() ? Doc.EMPTY : Json.parseDoc(body);
    }
}
