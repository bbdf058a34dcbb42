package dev.cutover.workflows.plan;

/**
 * A project fixed to its content, so that any worker can run any step of the deployment on the same text.
 *
 * @param path folder below the project root, or below the repository's root
 * @param git repository address, or null
 * @param commit the commit that the request's ref meant at planning, or null without {@code git}
 * @param digest SHA-256 (hex) over the paths and bytes of the project's files; every activity checks it before use
 */
public record ProjectPin(String path, String git, String commit, String digest) {}
