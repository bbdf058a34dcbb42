package dev.cutover.faults.process;

import dev.cutover.faults.Finding;
import dev.cutover.faults.Wrong;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What was looked at in one run, and what was wrong. */
final class Notes {
    private final long seed;
    private final Fault fault;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Wrong> checked = EnumSet.noneOf(Wrong.class);

    Notes(long seed, Fault fault) {
        this.seed = seed;
        this.fault = fault;
    }

    /** Something is wrong. */
    void wrong(Wrong kind, String detail) {
        findings.add(new Finding(seed, fault.toString(), kind, detail));
    }

    /** Had this been wrong, it would have been seen. */
    void checked(Wrong kind) {
        checked.add(kind);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    List<Wrong> checked() {
        return List.copyOf(checked);
    }
}
