package dev.cutover.workflows.plan;

import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.text.PackedLines;
import java.util.List;

/**
 * What the plan comes to, for the approver.
 *
 * @param objects everything that appears, changes, moves, disappears or is made again, by name
 * @param lossyRevert what a revert could not bring back, in whole sentences; empty when it would lose nothing
 * @param cost what green costs while it waits
 * @param subscriptions how many running SUBSCRIBEs read at planning what is replaced: they break when it is dropped
 * @param statements every statement that will be sent; {@link PlannedStatement#unpack} reads them
 * @param blueFacts what was read of blue, so that a difference at the swap can be named
 */
public record Outlook(
        List<ObjectOutlook> objects,
        List<String> lossyRevert,
        GreenCost cost,
        int subscriptions,
        PackedLines statements,
        PackedLines blueFacts) {
    /** Nothing was looked at. */
    public static final Outlook NONE =
            new Outlook(List.of(), List.of(), GreenCost.UNKNOWN, 0, PackedLines.NONE, PackedLines.NONE);

    /** Every statement that will be sent, in the order in which they are. */
    public List<PlannedStatement> statementList() {
        return PlannedStatement.unpack(statements);
    }

    /**
     * One object.
     *
     * @param name production name
     * @param kind what it is, or was when it is removed
     * @param reason why it is in the deployment
     * @param columns what becomes of its columns; null for what has none
     */
    public record ObjectOutlook(ObjectName name, ObjectKind kind, Reason reason, ColumnOutlook columns) {}
}
