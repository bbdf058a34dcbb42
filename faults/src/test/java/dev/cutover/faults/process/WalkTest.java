package dev.cutover.faults.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Seeds in a row leave out no boundary, and no fault at any of them. */
class WalkTest {
    @Test
    void everyBoundaryIsStruckByAMachinesFaultBeforeAnyIsStruckAgain() {
        List<Stop> round = machineFaults(1, 200).stream()
                .limit(Stop.ALL.size())
                .map(Fault::stop)
                .toList();

        assertThat(round).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(Stop.ALL);
    }

    @Test
    void everyPairOfAMachinesFaultAndABoundaryComesOnce() {
        int kinds = (int) Arrays.stream(FaultKind.values())
                .filter(kind -> kind.by() == FaultKind.By.MACHINE)
                .count();
        int pairs = kinds * Stop.ALL.size();

        Set<String> seen = machineFaults(1, 2L * pairs).stream()
                .limit(pairs)
                .map(fault -> fault.kind() + " " + fault.stop())
                .collect(Collectors.toSet());

        assertThat(seen).hasSize(pairs);
    }

    @Test
    void everyFaultOfPeopleAndOfCrowdsHasItsTurn() {
        Set<FaultKind> seen = LongStream.rangeClosed(1, 400)
                .mapToObj(seed -> Walk.fault(seed, null).kind())
                .collect(Collectors.toSet());

        assertThat(seen).containsExactlyInAnyOrder(FaultKind.values());
    }

    @Test
    void aSeedMeansTheSameFaultAgain() {
        assertThat(Walk.fault(61, null)).isEqualTo(Walk.fault(61, null));
        assertThat(Walk.fault(61, FaultKind.FREEZE).kind()).isEqualTo(FaultKind.FREEZE);
    }

    private static List<Fault> machineFaults(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seed -> Walk.fault(seed, null))
                .filter(fault -> fault.kind().by() == FaultKind.By.MACHINE)
                .toList();
    }
}
