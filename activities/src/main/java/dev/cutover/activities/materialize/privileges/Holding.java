package dev.cutover.activities.materialize.privileges;

/** Who owns one thing and who may use it (P8). */
public record Holding(String owner, Acl privileges) {}
