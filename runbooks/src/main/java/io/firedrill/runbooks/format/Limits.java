package io.firedrill.runbooks.format;

/** What a runbook may measure, so that reading one cannot exhaust the server. */
final class Limits {
    static final int MOST_XML_BYTES = 1024 * 1024;
    static final int MOST_XML_DEPTH = 64;
    static final int MOST_TEXT_BYTES = 256 * 1024;
    static final int MOST_YAML_DEPTH = 20;

    private Limits() {}

    static void tooLarge(Findings findings) {
        findings.add(
                "RB-TOO-LARGE",
                ".",
                0,
                "The runbook has more than " + RunbookFiles.MOST_FILES + " files or more than 5 MiB.",
                "Leave out what does not belong to it; a runbook is text and one diagram.");
    }
}
