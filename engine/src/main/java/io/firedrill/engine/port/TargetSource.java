package io.firedrill.engine.port;

import java.util.List;

/** Targets that come with an adapter, such as the embedded sandbox, in the format of a target file. */
public interface TargetSource {
    /** Asked at start and when targets are read again; each text is one target file. */
    List<String> targets();
}
