package io.firedrill.engine.library;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.runbooks.Loaded;
import io.firedrill.runbooks.RunbookReader;
import io.firedrill.runbooks.model.Runbook;

/** Stored versions, read once and kept while they are in use. Thread-safe. */
@Component
class ParsedRunbooks {
    private static final int MOST = 256;

    private final RunbookVersions versions;
    private final Map<String, Loaded> parsed = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Loaded> eldest) {
            return size() > MOST;
        }
    };

    ParsedRunbooks(RunbookVersions versions) {
        this.versions = versions;
    }

    /** The runbook, or what an older release let pass and this one does not. */
    Loaded read(StoredVersion version) {
        var name = version.runbook() + " " + version.version();
        synchronized (parsed) {
            var known = parsed.get(name);
            if (known != null) return known;
        }
        var loaded = RunbookReader.zip(versions.archive(version));
        if (loaded instanceof Loaded.Good good && !good.runbook().version().equals(version.version())) {
            throw new IllegalStateException(
                    "The stored files of runbook %s are not those of version %s: the database was changed by hand."
                            .formatted(version.runbook(), version.version()));
        }
        synchronized (parsed) {
            parsed.put(name, loaded);
        }
        return loaded;
    }

    /** The runbook; a version that this release refuses is a conflict with every finding. */
    Runbook require(StoredVersion version) {
        var loaded = read(version);
        if (loaded instanceof Loaded.Good good) return good.runbook();
        throw new FiredrillException(FiredrillException.Kind.CONFLICT, problems(version, loaded));
    }

    static List<Problem> problems(StoredVersion version, Loaded loaded) {
        if (!(loaded instanceof Loaded.Bad bad)) return List.of();
        var before = version.runbook() + "@" + version.version().substring(0, 12) + "/";
        return bad.findings().stream()
                .map(finding -> FindingText.problem(before, finding))
                .toList();
    }
}
