package dev.cutover.workflows.phase;

import java.time.Instant;

/** When a phase began; it lasted until the next one's beginning. A phase can occur more than once. */
public record PhaseTime(Phase phase, Instant since) {}
