package io.firedrill.runbooks.lint;

/** A diagram that a person can still read; also what keeps the other rules quick. */
final class SizeRule {
    static final int MOST_NODES = 300;

    private SizeRule() {}

    /** False when the other rules must not be asked. */
    static boolean check(Drawn drawn) {
        long nodes = drawn.diagram().nodes().limit(MOST_NODES + 1L).count();
        long flows =
                drawn.diagram().all("sequenceFlow").limit(4L * MOST_NODES + 1).count();
        if (nodes <= MOST_NODES && flows <= 4L * MOST_NODES) return true;
        drawn.report(
                "RB-SIZE",
                drawn.diagram().root(),
                "The diagram has more than " + MOST_NODES + " elements or " + 4 * MOST_NODES
                        + " flows; nobody could approve what it does.",
                "Split it into several runbooks.");
        return false;
    }
}
