package dev.cutover.workflows.plan;

import dev.cutover.workflows.text.PackedLines;
import java.util.ArrayList;
import java.util.List;

/**
 * One statement that a deployment sends. Reads, settings of a session and BEGIN, COMMIT and ROLLBACK are none: they change
 * nothing by themselves.
 *
 * @param stage when it is sent
 * @param sql its text; of an open one the text up to where it is not known yet
 * @param open whether the end of the text is known only when it is sent
 * @param remark on what it depends whether it is sent, or what is known of the open end; empty when there is nothing to say
 */
public record PlannedStatement(Stage stage, String sql, boolean open, String remark) {
    private static final int FIELDS = 3;
    private static final String OPEN = "open";

    /** When statements are sent. */
    public enum Stage {
        /** Makes green's schemas and clusters. */
        CLONE("to make green's schemas and clusters"),
        /** Makes the project's objects in green. */
        DEPLOY("to make the new version in green"),
        /** Swaps, in one transaction, and writes production's comments again. */
        SWAP("to swap, after the approval"),
        /** Points sinks at the new version. */
        SINKS("to point sinks at the new version"),
        /** Drops old production after the hold. */
        CLEANUP("to drop the old version after the hold"),
        /** Instead of the cleanup: swaps back and drops the new version. */
        REVERT("only if it is taken back"),
        /** Instead of the swap: drops green. */
        GIVE_UP("only if it is given up before the swap");

        private final String meaning;

        Stage(String meaning) {
            this.meaning = meaning;
        }

        /** Some words for people. */
        public String meaning() {
            return meaning;
        }
    }

    /** A statement that is sent as it is. */
    public static PlannedStatement sent(Stage stage, String sql) {
        return new PlannedStatement(stage, sql, false, "");
    }

    /** The same statement, sent under a condition. */
    public PlannedStatement but(String condition) {
        return new PlannedStatement(stage, sql, open, condition);
    }

    /** Whether it is always sent when its stage is. */
    public boolean certain() {
        return open || remark.isEmpty();
    }

    /** Whether this is what was planned. */
    public boolean matches(String sent) {
        return open ? sent.startsWith(sql) : sent.equals(sql);
    }

    /** Makes a list of statements small. */
    public static PackedLines pack(List<PlannedStatement> statements) {
        List<String> lines = new ArrayList<>();
        for (PlannedStatement statement : statements) {
            lines.add(statement.stage.name() + (statement.open ? " " + OPEN : ""));
            lines.add(statement.sql);
            lines.add(statement.remark);
        }
        return PackedLines.of(lines);
    }

    /** The list of statements that was packed. */
    public static List<PlannedStatement> unpack(PackedLines packed) {
        List<String> lines = packed.lines();
        List<PlannedStatement> statements = new ArrayList<>();
        for (int i = 0; i + FIELDS <= lines.size(); i += FIELDS) {
            String[] head = lines.get(i).split(" ");
            statements.add(
                    new PlannedStatement(Stage.valueOf(head[0]), lines.get(i + 1), head.length > 1, lines.get(i + 2)));
        }
        return statements;
    }
}
