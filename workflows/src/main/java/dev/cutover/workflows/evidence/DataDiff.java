package dev.cutover.workflows.evidence;

import dev.cutover.workflows.catalog.ObjectName;
import java.util.List;

/**
 * The rows of one relation, blue against green, both read by one SELECT at one logical time, so that what is written
 * meanwhile makes no difference.
 *
 * @param relation production name
 * @param verdict what the comparison means
 * @param columns how many columns were compared; the remark names those that were not
 * @param key the columns that tell one row from another; empty when nobody said
 * @param rows how many rows there were and how many differ; null when nothing was counted
 * @param sample some of the rows that differ, those of blue first
 * @param remark what else to know, a whole sentence; null when there is nothing
 */
public record DataDiff(
        ObjectName relation,
        Verdict verdict,
        int columns,
        List<String> key,
        Rows rows,
        List<Row> sample,
        String remark) {
    public DataDiff {
        key = List.copyOf(key);
        sample = List.copyOf(sample);
    }

    /** The same without any row. */
    DataDiff withoutRows() {
        return new DataDiff(relation, verdict, columns, key, rows, List.of(), remark);
    }

    /** What a comparison means. */
    public enum Verdict {
        /** Both sides hold the same rows. */
        SAME,
        /** They differ in a way that the project allows. */
        EXPECTED,
        /** They differ and the project says nothing about it: for the approver to judge. */
        DIFFERENT,
        /** They differ in a way that the project refuses. */
        REFUSED,
        /** Nothing is known; the remark says why. */
        NOT_COMPARED
    }

    /**
     * How many rows.
     *
     * @param blue rows in blue
     * @param green rows in green
     * @param onlyBlue rows of blue that green does not have; a row that is there twice counts twice
     * @param onlyGreen rows of green that blue does not have
     * @param changedKeys how many keys are among both of these, so that their rows changed; null without a key
     */
    public record Rows(long blue, long green, long onlyBlue, long onlyGreen, Long changedKeys) {
        /** Rows that only one side has. */
        public long differing() {
            return onlyBlue + onlyGreen;
        }
    }

    /**
     * A row that only one side has.
     *
     * @param side the side that has it
     * @param values its values as a JSON object of texts, long ones cut; {@code ***} for what is masked
     */
    public record Row(Side side, String values) {}

    /** The two sides. */
    public enum Side {
        BLUE,
        GREEN
    }
}
