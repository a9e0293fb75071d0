package io.firedrill.shell.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.firedrill.runbooks.Loaded;
import io.firedrill.runbooks.RunbookReader;
import io.firedrill.runbooks.model.Finding;
import io.firedrill.shell.client.Doc;
import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;
import io.firedrill.shell.client.Json;
import io.firedrill.shell.client.Reply;
import io.firedrill.shell.render.Column;
import io.firedrill.shell.render.Text;

/** {@code runbook lint}: the server's own rules, on this machine and without a server. */
final class RunbookLint {
    private static final List<Column> COLUMNS = List.of(
            Column.of("RUNBOOK", "runbook"),
            Column.of("FILE", "file"),
            Column.of("LINE", "line"),
            Column.of("CODE", "code"),
            Column.of("MESSAGE", "message"),
            Column.of("NEXT", "next"));

    private RunbookLint() {}

    static Act command() {
        return Act.named("runbook lint", "Checks runbook folders here, without a server (exit 1 with findings)")
                .with(Arg.of("folder", "a runbook's folder, or a folder of such folders")
                        .repeated()
                        .from(Values.FILE))
                .with(Act.OUTPUT)
                .example("./my-runbook")
                .does(RunbookLint::lint);
    }

    private static Exit lint(Call call) {
        var items = new ArrayList<Map<String, Object>>();
        int clean = 0;
        for (var name : call.args("folder")) {
            for (var loaded : load(Path.of(name))) {
                if (loaded instanceof Loaded.Bad bad) {
                    for (var finding : bad.findings()) items.add(item(bad.key(), finding));
                } else {
                    clean++;
                }
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", "firedrill.lint/v1");
        document.put("clean", clean);
        document.put("items", items);
        var reply = new Reply(200, Json.write(document));
        call.out(
                call.format().isForPeople()
                        ? page(reply.doc(), clean)
                        : call.output().list(reply, "", COLUMNS));
        return items.isEmpty() ? Exit.OK : Exit.FAILED;
    }

    private static List<Loaded> load(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw Failure.usage("There is no folder " + folder + ".", "Give the folder that holds runbook.yaml.");
        }
        if (Files.exists(folder.resolve("runbook.yaml")) || Files.exists(folder.resolve("runbook.bpmn"))) {
            return List.of(RunbookReader.folder(folder));
        }
        var below = RunbookReader.folders(folder);
        return below.isEmpty() ? List.of(RunbookReader.folder(folder)) : below;
    }

    private static Map<String, Object> item(String runbook, Finding finding) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("runbook", runbook);
        item.put("code", finding.code());
        item.put("file", finding.file());
        item.put("line", finding.line());
        item.put("message", finding.message());
        item.put("next", finding.next());
        return item;
    }

    /** In the form that editors jump to: file, line, message. */
    private static String page(Doc document, int clean) {
        var out = new StringBuilder();
        for (var item : document.docs("items")) {
            var line = item.whole("line") == 0 ? "" : ":" + item.whole("line");
            out.append(Text.safe(item.text("runbook") + "/" + item.text("file") + line + ": " + item.text("code") + " "
                            + item.text("message")))
                    .append('\n');
            if (item.has("next"))
                out.append("  Next: ").append(Text.safe(item.text("next"))).append('\n');
        }
        int findings = document.docs("items").size();
        return out.append(clean)
                .append(clean == 1 ? " runbook is fit for use, " : " runbooks are fit for use, ")
                .append(findings)
                .append(findings == 1 ? " finding.\n" : " findings.\n")
                .toString();
    }
}
