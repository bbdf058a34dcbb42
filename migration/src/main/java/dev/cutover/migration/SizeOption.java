package dev.cutover.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The option {@code SIZE} of a source or sink, which Materialize took before clusters carried them.
 *
 * @param start offset of what has to go: the option with its comma, or the whole {@code WITH} list
 * @param end offset behind it
 * @param size the size as it is written
 */
record SizeOption(int start, int end, String size) {
    /**
     * Finds it.
     *
     * @param rest a statement from FROM on
     * @throws NotCertain when Jinja decides about it
     */
    static Optional<SizeOption> in(List<Nested> rest) throws NotCertain {
        for (int i = 0; i + 1 < rest.size(); i++) {
            if (rest.get(i).piece().is("with") && rest.get(i + 1).piece().isSymbol('(')) {
                Optional<SizeOption> found = inList(rest, i);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<SizeOption> inList(List<Nested> rest, int with) throws NotCertain {
        List<List<Nested>> options = new ArrayList<>();
        options.add(new ArrayList<>());
        List<Piece> commas = new ArrayList<>();
        int depth = 1;
        int i = with + 2;
        for (; i < rest.size() && depth > 0; i++) {
            Piece piece = rest.get(i).piece();
            depth += piece.isSymbol('(') ? 1 : piece.isSymbol(')') ? -1 : 0;
            if (depth == 1 && piece.isSymbol(',')) {
                commas.add(piece);
                options.add(new ArrayList<>());
            } else if (depth > 0) {
                options.get(options.size() - 1).add(rest.get(i));
            }
        }
        for (int option = 0; option < options.size(); option++) {
            List<Nested> written = options.get(option);
            boolean size = written.stream()
                    .filter(piece -> !piece.isTag())
                    .findFirst()
                    .filter(piece -> piece.piece().is("size"))
                    .isPresent();
            if (size) {
                List<Nested> list = rest.subList(with, i);
                if (depth > 0 || list.stream().anyMatch(piece -> piece.depth() > 0 || piece.isTag())) {
                    throw new NotCertain(
                            written.get(0).piece().start(),
                            "Materialize no longer has the option SIZE, and Jinja decides about it here. Give the"
                                    + " cluster that size, name it in config(cluster=...), and take the option away.");
                }
                return Optional.of(of(list, written, option, options.size(), commas));
            }
        }
        return Optional.empty();
    }

    private static SizeOption of(List<Nested> list, List<Nested> option, int index, int count, List<Piece> commas) {
        String size = option.get(option.size() - 1).piece().text();
        if (count == 1) {
            return new SizeOption(
                    list.get(0).piece().start(),
                    list.get(list.size() - 1).piece().end(),
                    size);
        }
        int start = option.get(0).piece().start();
        int end = option.get(option.size() - 1).piece().end();
        return index == 0
                ? new SizeOption(start, commas.get(0).end(), size)
                : new SizeOption(commas.get(index - 1).start(), end, size);
    }
}
