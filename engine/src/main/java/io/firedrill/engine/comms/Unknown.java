package io.firedrill.engine.comms;

/** A value that is not there although its message must go out; fits a variable of any type. */
public enum Unknown {
    NOT_MEASURED("not measured"),
    NOT_GIVEN("not given");

    private final String text;

    Unknown(String text) {
        this.text = text;
    }

    /** As it stands in the message. */
    public String text() {
        return text;
    }
}
