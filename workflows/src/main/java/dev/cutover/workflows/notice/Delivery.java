package dev.cutover.workflows.notice;

/** One notice for one receiver, which the worker's configuration knows by this name. */
public record Delivery(String listener, Notice notice) {}
