package dev.cutover.activities.project;

import dev.cutover.activities.project.expectation.ExpectationsFile;
import java.util.Set;

/** How a project is written, and which of its files count. Hidden files and folders never do, but for {@value #IGNORED_BY_DBT}. */
enum ProjectLayout {
    /** Files of SQL below models, clusters and checks, and {@code expect.yaml}. */
    SQL {
        @Override
        boolean countsAt(String[] segments) {
            String name = segments[segments.length - 1];
            return segments.length == 1 && name.equals(ExpectationsFile.PATH)
                    || segments.length > 1 && SQL_FOLDERS.contains(segments[0]) && name.endsWith(".sql");
        }
    },
    /** A dbt project: everything but what dbt writes itself. */
    DBT {
        @Override
        boolean countsAt(String[] segments) {
            return segments.length == 1 || !WRITTEN_BY_DBT.contains(segments[0]);
        }

        /** Without it dbt would build what its user has never seen built. A package has one of its own. */
        @Override
        boolean isHidden(String segment) {
            return super.isHidden(segment) && !segment.equals(IGNORED_BY_DBT);
        }
    };

    /** The file at a project's root that makes it a dbt project. */
    static final String DBT_FILE = "dbt_project.yml";

    private static final String IGNORED_BY_DBT = ".dbtignore";
    private static final Set<String> SQL_FOLDERS = Set.of("models", "clusters", "checks");
    private static final Set<String> WRITTEN_BY_DBT = Set.of("target", "logs");

    abstract boolean countsAt(String[] segments);

    static ProjectLayout of(boolean hasDbtFile) {
        return hasDbtFile ? DBT : SQL;
    }

    /** Whether a path inside the project, with slashes, is one of those that count. */
    boolean counts(String path) {
        String[] segments = path.split("/");
        for (String segment : segments) {
            if (isHidden(segment)) {
                return false;
            }
        }
        return countsAt(segments);
    }

    boolean isHidden(String segment) {
        return segment.startsWith(".") || segment.equals("__pycache__");
    }
}
