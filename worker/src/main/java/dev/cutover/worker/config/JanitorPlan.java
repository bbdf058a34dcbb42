package dev.cutover.worker.config;

import java.time.Duration;

/**
 * How often the janitor looks at a target.
 *
 * @param every time between two rounds
 * @param apply whether it removes what it finds
 */
public record JanitorPlan(Duration every, boolean apply) {}
