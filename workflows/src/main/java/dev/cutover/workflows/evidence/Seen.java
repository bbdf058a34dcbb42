package dev.cutover.workflows.evidence;

import dev.cutover.workflows.text.PackedLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The evidence that there was while people were awaited, so that a decision on what somebody has read an hour ago can be judged
 * by what is known now.
 *
 * @param sights evidence with the same findings together; the present one is the last digest of the last sight
 */
public record Seen(List<Sight> sights) {
    /** Nothing was collected. */
    public static final Seen NONE = new Seen(List.of());

    /** Of a month of waiting; what is older has to be read again. */
    private static final int MOST_DIGESTS = 200;

    /** They travel into a new run of the deployment, whose start must stay small. */
    private static final int MOST_PACKED = 200_000;

    public Seen {
        sights = sights == null ? List.of() : List.copyOf(sights);
    }

    /**
     * Evidence that means the same.
     *
     * @param digests whole digests, the oldest first
     * @param findings what all of it shows
     */
    public record Sight(List<String> digests, PackedLines findings) {
        public Sight {
            digests = List.copyOf(digests);
        }

        private Sight without(String digest) {
            return new Sight(
                    digests.stream().filter(known -> !known.equals(digest)).toList(), findings);
        }

        private Sight with(String digest) {
            List<String> more = new ArrayList<>(without(digest).digests);
            more.add(digest);
            return new Sight(more, findings);
        }
    }

    /**
     * With evidence that was collected now.
     *
     * @param live digests of the evidence that approvals which count are about; they are never forgotten
     */
    public Seen with(String digest, PackedLines findings, Set<String> live) {
        List<Sight> others = new ArrayList<>();
        Sight present = new Sight(List.of(), findings);
        for (Sight sight : sights) {
            if (sight.findings().equals(findings)) {
                present = sight;
            } else {
                others.add(sight.without(digest));
            }
        }
        others.removeIf(sight -> sight.digests().isEmpty());
        others.add(present.with(digest));
        return new Seen(shortened(others, live));
    }

    /** Digest of the present evidence; null while there is none. */
    public String present() {
        if (sights.isEmpty()) {
            return null;
        }
        List<String> digests = last().digests();
        return digests.get(digests.size() - 1);
    }

    /** What the present evidence shows. */
    public PackedLines findings() {
        return sights.isEmpty() ? PackedLines.NONE : last().findings();
    }

    /** The newest evidence whose digest begins so; empty when it is not known. */
    public Optional<String> whole(String prefix) {
        if (!sights.isEmpty() && present().startsWith(prefix)) {
            return Optional.of(present());
        }
        return sights.stream()
                .flatMap(sight -> sight.digests().stream())
                .filter(digest -> digest.startsWith(prefix))
                .reduce((older, newer) -> newer);
    }

    /** What the present evidence shows and that one did not, in words; empty when it means nothing worse to whoever has read it. */
    public List<String> worseSince(String digest) {
        return sights.stream()
                .filter(sight -> sight.digests().contains(digest))
                .findFirst()
                .map(sight -> Findings.worse(sight.findings(), last().findings()))
                .orElseGet(() -> List.of("that evidence is too old to be compared with the present one"));
    }

    /** What the present evidence shows and some evidence before it did not, in words; empty when it was never better than now. */
    public List<String> worseThanEver() {
        return sights.stream()
                .map(sight -> Findings.worse(sight.findings(), last().findings()))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private Sight last() {
        return sights.get(sights.size() - 1);
    }

    /** The oldest go first, never the present one, nor one that an approval stands on. */
    private static List<Sight> shortened(List<Sight> all, Set<String> live) {
        List<Sight> kept = new ArrayList<>(all);
        Sight present = kept.get(kept.size() - 1);
        for (Sight sight : all) {
            boolean needed = sight == present || sight.digests().stream().anyMatch(live::contains);
            if (!needed && packed(kept) > MOST_PACKED) {
                kept.remove(sight);
            }
        }
        String shown = present.digests().get(present.digests().size() - 1);
        List<String> old = kept.stream()
                .flatMap(sight -> sight.digests().stream())
                .filter(digest -> !digest.equals(shown) && !live.contains(digest))
                .toList();
        int more = Math.max(0, digests(kept) - MOST_DIGESTS);
        for (String digest : old.subList(0, Math.min(more, old.size()))) {
            kept.replaceAll(sight -> sight.without(digest));
        }
        kept.removeIf(sight -> sight.digests().isEmpty());
        return kept;
    }

    private static int packed(List<Sight> sights) {
        return sights.stream()
                .mapToInt(sight -> sight.findings().deflated().length())
                .sum();
    }

    private static int digests(List<Sight> sights) {
        return sights.stream().mapToInt(sight -> sight.digests().size()).sum();
    }
}
