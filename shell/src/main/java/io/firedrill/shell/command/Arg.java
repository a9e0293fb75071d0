package io.firedrill.shell.command;

/**
 * A value that stands without an option's name.
 *
 * @param many takes all that follow; only for the last one
 */
record Arg(String name, String description, boolean required, boolean many, Values values) {
    static Arg of(String name, String description) {
        return new Arg(name, description, true, false, Values.ANY);
    }

    Arg from(Values source) {
        return new Arg(name, description, required, many, source);
    }

    Arg optional() {
        return new Arg(name, description, false, many, values);
    }

    Arg repeated() {
        return new Arg(name, description, required, true, values);
    }

    String label() {
        var label = name.toUpperCase(java.util.Locale.ROOT) + (many ? "..." : "");
        return required ? label : "[" + label + "]";
    }
}
