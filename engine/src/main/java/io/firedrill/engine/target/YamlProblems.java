package io.firedrill.engine.target;

import java.util.ArrayList;
import java.util.List;

import org.yaml.snakeyaml.nodes.Node;

import io.firedrill.engine.problem.Problem;

/** Problems of one file as they are found, each with its line. */
final class YamlProblems {
    static final String CODE = "FD-TARGET-FILE";

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    YamlProblems(String file) {
        this.file = file;
    }

    void at(Node node, String message, String next) {
        at(node, CODE, message, next);
    }

    void at(Node node, String code, String message, String next) {
        atLine(node.getStartMark().getLine() + 1, code, message, next);
    }

    void atLine(int line, String code, String message, String next) {
        found.add(Problem.at(file + ":" + line, code, message, next));
    }

    void whole(String message, String next) {
        found.add(Problem.at(file, CODE, message, next));
    }

    boolean none() {
        return found.isEmpty();
    }

    List<Problem> all() {
        return List.copyOf(found);
    }
}
