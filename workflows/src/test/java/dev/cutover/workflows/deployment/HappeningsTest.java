package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.audit.Happening;
import dev.cutover.workflows.audit.Happening.Kind;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an audit must be able to tell is not washed out by what happens all the time. */
class HappeningsTest {
    @Test
    void evidenceThatNobodyDecidedOnIsForgottenFirst() {
        Happenings happenings = new Happenings();
        Set<String> decided = Set.of("approved");
        happenings.add(happening(Kind.EVIDENCE_COLLECTED, "approved"), decided);
        happenings.add(happening(Kind.APPROVAL_VOIDED, "a check fails"), decided);
        for (int number = 0; number < 1_000; number++) {
            happenings.add(happening(Kind.EVIDENCE_COLLECTED, "digest " + number), decided);
        }

        assertThat(happenings.all())
                .hasSize(Happenings.MOST)
                .startsWith(
                        happening(Kind.EVIDENCE_COLLECTED, "approved"),
                        happening(Kind.APPROVAL_VOIDED, "a check fails"))
                .endsWith(happening(Kind.EVIDENCE_COLLECTED, "digest 999"));
    }

    @Test
    void theOldestIsForgottenWhereNothingElseIs() {
        Happenings happenings = new Happenings();
        for (int number = 0; number < 1_000; number++) {
            happenings.add(happening(Kind.APPROVAL_VOIDED, "reason " + number), Set.of());
        }

        assertThat(happenings.all())
                .hasSize(Happenings.MOST)
                .startsWith(happening(Kind.APPROVAL_VOIDED, "reason " + (1_000 - Happenings.MOST)))
                .endsWith(happening(Kind.APPROVAL_VOIDED, "reason 999"));
    }

    private static Happening happening(Kind kind, String detail) {
        return new Happening(Samples.NOON, kind, detail);
    }
}
