package dev.cutover.activities.project;

/**
 * A file of a project.
 *
 * @param path path relative to the project's folder, with slashes
 * @param bytes its content
 */
record ProjectFile(String path, byte[] bytes) {
    /** The names of its folders and its own. */
    String[] segments() {
        return path.split("/");
    }

    /** Its own name without {@code .sql}. */
    String baseName() {
        String[] segments = segments();
        String name = segments[segments.length - 1];
        return name.substring(0, name.length() - ".sql".length());
    }
}
