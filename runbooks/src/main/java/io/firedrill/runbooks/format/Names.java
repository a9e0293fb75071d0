package io.firedrill.runbooks.format;

import java.util.regex.Pattern;

/** Forms of the names in a runbook. */
public final class Names {
    private static final Pattern WORDS = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern VARIABLE = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final int LONGEST = 60;

    private Names() {}

    /** Lower-case words joined by hyphens: keys, steps, templates, objectives. */
    public static boolean words(String name) {
        return name.length() <= LONGEST && WORDS.matcher(name).matches();
    }

    /** One word in camel case: parameters and variables, which conditions can name. */
    public static boolean variable(String name) {
        return name.length() <= LONGEST && VARIABLE.matcher(name).matches();
    }
}
