package dev.cutover.sandbox.dbt;

/** What a command ended with; {@code text} is all that it printed. */
public record Answer(boolean succeeded, String text) {}
