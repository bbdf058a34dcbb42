package dev.cutover.starter.page;

import dev.cutover.workflows.readiness.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A line over time as a drawing inside the page. */
final class Chart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 160;
    private static final int LEFT = 60;
    private static final int BOTTOM = 24;
    private static final int TOP = 12;

    private Chart() {}

    /**
     * The drawing; needs at least one moment.
     *
     * @param title what it shows
     * @param value what is drawn of a moment, not below zero
     * @param unit what follows the largest value at the axis
     */
    static Html of(String title, List<Moment> moments, ToDoubleFunction<Moment> value, String unit) {
        double most = Math.max(1, moments.stream().mapToDouble(value).max().orElse(1));
        Instant from = moments.get(0).at();
        Instant to = moments.get(moments.size() - 1).at();
        String points = moments.stream()
                .map(moment -> point(x(moment.at(), from, to), y(value.applyAsDouble(moment), most)))
                .collect(Collectors.joining(" "));
        Html svg = new Html();
        svg.open("figure").element("figcaption", title);
        svg.open("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "role", "img", "aria-label", title);
        svg.open(
                        "line",
                        "class",
                        "axis",
                        "x1",
                        "" + LEFT,
                        "y1",
                        "" + (HEIGHT - BOTTOM),
                        "x2",
                        "" + WIDTH,
                        "y2",
                        "" + (HEIGHT - BOTTOM))
                .close("line");
        svg.element("text", number(most) + unit, "x", "0", "y", "" + (TOP + 4));
        svg.element("text", "0", "x", "0", "y", "" + (HEIGHT - BOTTOM));
        svg.element("text", from.toString(), "x", "" + LEFT, "y", "" + (HEIGHT - 6));
        svg.element(
                "text",
                "+" + Duration.between(from, to).toSeconds() + " s",
                "x",
                "" + WIDTH,
                "y",
                "" + (HEIGHT - 6),
                "text-anchor",
                "end");
        svg.open("polyline", "class", "line", "points", points).close("polyline");
        for (Moment moment : moments) {
            svg.open(
                    "circle",
                    "class",
                    "dot",
                    "cx",
                    number(x(moment.at(), from, to)),
                    "cy",
                    number(y(value.applyAsDouble(moment), most)),
                    "r",
                    "3");
            svg.element("title", moment.at() + ": " + number(value.applyAsDouble(moment)) + unit)
                    .close("circle");
        }
        return svg.close("svg").close("figure");
    }

    private static double x(Instant at, Instant from, Instant to) {
        long whole = Math.max(1, Duration.between(from, to).toMillis());
        return LEFT + 4 + (WIDTH - LEFT - 8.0) * Duration.between(from, at).toMillis() / whole;
    }

    private static double y(double value, double most) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / most;
    }

    private static String point(double x, double y) {
        return number(x) + "," + number(y);
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.valueOf(Math.round(value))
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
