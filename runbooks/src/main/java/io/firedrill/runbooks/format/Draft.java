package io.firedrill.runbooks.format;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.runbooks.model.Step;

/**
 * What could be read of a runbook, with the places things stand at. Parts that could not be read are null and have
 * findings already.
 *
 * @param comms messages by file name without {@code .md}
 * @param unreadable messages that are there but could not be read
 * @param steps of the diagram; empty without one
 */
public record Draft(
        String key,
        RunbookFiles files,
        @Nullable Manifest manifest,
        @Nullable Diagram diagram,
        Map<String, CommsFile> comms,
        List<String> unreadable,
        List<Step> steps,
        String byHand) {}
