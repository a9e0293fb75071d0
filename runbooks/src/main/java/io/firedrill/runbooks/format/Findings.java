package io.firedrill.runbooks.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.firedrill.runbooks.model.Finding;

/** Gathers findings, so that all are reported together. */
public final class Findings {
    private static final int MOST = 500;

    private final List<Finding> all = new ArrayList<>();

    /**
     * @param line 1-based; 0 when it concerns the whole file
     * @param message what is wrong and why it matters
     * @param next what to change
     */
    public void add(String code, String file, int line, String message, String next) {
        // A hostile file could have a problem in every byte; nobody reads more than this.
        if (all.size() < MOST) all.add(new Finding(code, file, line, message, next));
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** By file and line, in the order found within a line. */
    public List<Finding> sorted() {
        return all.stream()
                .distinct()
                .sorted(Comparator.comparing(Finding::file).thenComparingInt(Finding::line))
                .toList();
    }
}
