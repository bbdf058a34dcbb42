package dev.cutover.sandbox.statement.show;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** A text that knows where it may be broken: a group is laid out on one line when it fits, else all its own lines break. */
sealed interface Doc {

    int TAB = 4;
    int WIDTH = 100;

    /** Characters without a line break. */
    record Text(String text) implements Doc {}

    /** A space, or a line break in a group that does not fit; {@code flat} is what stands here when it fits. */
    record Line(String flat) implements Doc {}

    /** One after the other. */
    record Concat(List<Doc> parts) implements Doc {}

    /** Breaks inside are indented by one tab more. */
    record Nest(Doc inner) implements Doc {}

    /** Flat or broken as a whole. */
    record Group(Doc inner) implements Doc {}

    static Doc text(String text) {
        return new Text(text);
    }

    static Doc line() {
        return new Line(" ");
    }

    static Doc concat(Doc... parts) {
        return new Concat(Arrays.asList(parts));
    }

    static Doc group(Doc inner) {
        return new Group(inner);
    }

    static Doc nest(Doc inner) {
        return new Nest(inner);
    }

    /** The parts with a line between them. */
    static Doc lines(List<Doc> parts) {
        return join(parts, line());
    }

    /** The parts with a comma and a line between them. */
    static Doc commas(List<Doc> parts) {
        return join(parts, concat(text(","), line()));
    }

    /** A clause: its title, and below it, one tab deeper, what follows. */
    static Doc titled(String title, Doc body) {
        return group(nest(concat(text(title), line(), body)));
    }

    /** Something in brackets, which go on lines of their own when it does not fit. */
    static Doc bracketed(Doc inner) {
        return group(concat(nest(concat(text("("), new Line(""), inner)), new Line(""), text(")")));
    }

    private static Doc join(List<Doc> parts, Doc separator) {
        List<Doc> joined = new ArrayList<>();
        for (Doc part : parts) {
            if (!joined.isEmpty()) {
                joined.add(separator);
            }
            joined.add(part);
        }
        return new Concat(joined);
    }

    /** The text, broken where a group would be wider than a line of {@link #WIDTH} characters. */
    static String print(Doc doc) {
        StringBuilder out = new StringBuilder();
        Deque<Pending> stack = new ArrayDeque<>();
        stack.push(new Pending(0, false, doc));
        int column = 0;
        while (!stack.isEmpty()) {
            Pending next = stack.pop();
            Doc current = next.doc();
            if (current instanceof Text text) {
                out.append(text.text());
                column += text.text().length();
            } else if (current instanceof Line line) {
                if (next.flat()) {
                    out.append(line.flat());
                    column += line.flat().length();
                } else {
                    out.append('\n').append(" ".repeat(next.indent()));
                    column = next.indent();
                }
            } else if (current instanceof Concat concat) {
                for (int i = concat.parts().size() - 1; i >= 0; i--) {
                    stack.push(new Pending(
                            next.indent(), next.flat(), concat.parts().get(i)));
                }
            } else if (current instanceof Nest nest) {
                stack.push(new Pending(next.indent() + TAB, next.flat(), nest.inner()));
            } else if (current instanceof Group group) {
                Pending flat = new Pending(next.indent(), true, group.inner());
                boolean fits = next.flat() || fits(WIDTH - column, flat, stack);
                stack.push(fits ? flat : new Pending(next.indent(), false, group.inner()));
            }
        }
        return out.toString();
    }

    /** A part that waits to be printed. */
    record Pending(int indent, boolean flat, Doc doc) {}

    private static boolean fits(int room, Pending first, Deque<Pending> rest) {
        Deque<Pending> stack = new ArrayDeque<>(rest);
        stack.push(first);
        int left = room;
        while (left >= 0 && !stack.isEmpty()) {
            Pending next = stack.pop();
            Doc current = next.doc();
            if (current instanceof Text text) {
                left -= text.text().length();
            } else if (current instanceof Line line) {
                if (!next.flat()) {
                    return true;
                }
                left -= line.flat().length();
            } else if (current instanceof Concat concat) {
                for (int i = concat.parts().size() - 1; i >= 0; i--) {
                    stack.push(new Pending(
                            next.indent(), next.flat(), concat.parts().get(i)));
                }
            } else if (current instanceof Nest nest) {
                stack.push(new Pending(next.indent(), next.flat(), nest.inner()));
            } else if (current instanceof Group group) {
                stack.push(new Pending(next.indent(), next.flat(), group.inner()));
            }
        }
        return left >= 0;
    }
}
