package io.firedrill.runbooks.lint;

import java.util.regex.Pattern;

import io.firedrill.runbooks.format.Bpmn;
import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.Names;
import io.firedrill.runbooks.format.XmlElement;

/** One executable process, named like its folder, whose history does not stay for ever. */
final class ProcessRule {
    private static final Pattern TIME_TO_LIVE = Pattern.compile("[1-9][0-9]{0,4}|P[1-9][0-9]{0,4}D");

    private ProcessRule() {}

    static void check(String key, Drawn drawn) {
        var root = drawn.diagram().root();
        one(drawn, root, Bpmn.MODEL, "process");
        one(drawn, root, Bpmn.DIAGRAM, "BPMNDiagram");
        drawn.diagram().process().ifPresent(process -> process(key, process, drawn));
    }

    private static void one(Drawn drawn, XmlElement root, String namespace, String name) {
        var found = root.children(namespace, name).toList();
        if (found.size() == 1) return;
        drawn.report(
                "RB-PROCESS-ONE",
                found.isEmpty() ? root : found.get(1),
                "The file has " + found.size() + " elements '" + name + "'; a runbook has exactly one.",
                found.isEmpty() ? "Draw it in the modeler." : "Make the others runbooks of their own.");
    }

    private static void process(String key, XmlElement process, Drawn drawn) {
        var id = Diagram.id(process);
        if (!Names.words(key)) {
            drawn.report(
                    "RB-KEY",
                    process,
                    "'" + key + "' cannot name a runbook.",
                    "Name the folder and the process in lower-case words joined by hyphens.");
        } else if (!id.equals(key)) {
            drawn.report(
                    "RB-KEY",
                    process,
                    "The process is named '" + id + "', the folder '" + key + "'; runs would find another diagram.",
                    "Give both the same name.");
        }
        if (!"true".equals(process.attribute("isExecutable"))) {
            drawn.report(
                    "RB-PROCESS-EXECUTABLE",
                    process,
                    "The process is not executable, so no run could start.",
                    "Set isExecutable=\"true\" (Executable in the modeler).");
        }
        var days = process.attribute(Bpmn.CAMUNDA, "historyTimeToLive");
        if (days == null || !TIME_TO_LIVE.matcher(days).matches()) {
            drawn.report(
                    "RB-PROCESS-HISTORY",
                    process,
                    "The process does not say for how many days the workflow engine keeps its history.",
                    "Set camunda:historyTimeToLive=\"P30D\" (History cleanup in the modeler)."
                            + " The journal is kept by its own rules.");
        }
    }
}
