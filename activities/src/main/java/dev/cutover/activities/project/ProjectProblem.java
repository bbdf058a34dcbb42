package dev.cutover.activities.project;

import dev.cutover.activities.materialize.sql.NameChain;
import dev.cutover.activities.materialize.sql.Token;

/**
 * One thing that is wrong with a project.
 *
 * @param file file relative to the project's folder
 * @param line line from 1; 0 when it is about the file as a whole
 * @param column column from 1, in code points; 0 when it is about the file as a whole
 * @param message whole sentences: what is wrong and what to do
 */
public record ProjectProblem(String file, int line, int column, String message) {
    /** A problem with a file as a whole. */
    static ProjectProblem of(String file, String message) {
        return new ProjectProblem(file, 0, 0, message);
    }

    static ProjectProblem at(String file, Token token, String message) {
        return new ProjectProblem(file, token.line(), token.column(), message);
    }

    static ProjectProblem at(String file, NameChain name, String message) {
        return at(file, name.first(), message);
    }

    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
    }
}
