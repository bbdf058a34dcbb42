package dev.cutover.activities.materialize.catalog;

/** One object reads, indexes or uses another; both by catalog id. */
public record Dependency(String dependentId, String referencedId) {}
