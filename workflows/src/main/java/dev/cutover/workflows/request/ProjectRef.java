package dev.cutover.workflows.request;

/**
 * Where a project is to be found.
 *
 * @param path folder below the worker's project root, or below the repository's root when {@code git} is given
 * @param git repository address; null for a project below the worker's project root
 * @param ref branch, tag or commit of {@code git}; resolved to a commit at planning; default {@code HEAD}
 */
public record ProjectRef(String path, String git, String ref) {}
