package dev.cutover.activities.project.expectation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.cutover.activities.project.expectation.Expectations.Differences;
import dev.cutover.activities.project.expectation.Expectations.Rule;
import dev.cutover.workflows.text.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code expect.yaml} as it is written. Strict: a misspelt key must not mean that anything goes. */
record ExpectationsText(
        Integer sampleRows, String longestComparison, Long mostRows, List<String> mask, List<RuleText> relations) {
    private static final int MOST_SAMPLE_ROWS = 20;
    private static final Duration MOST_TIME = Duration.ofHours(1);
    private static final JsonMapper MAPPER = JsonMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** One rule as it is written. */
    record RuleText(
            String relation,
            String differences,
            String atMost,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            List<String> key,

            List<String> ignore,
            List<String> mask) {}

    /** What is wrong with the file, and where. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;
        private final int line;

        Wrong(int line, String message) {
            super(message);
            this.line = line;
        }

        /** Line from 1; 0 when it is about the file as a whole. */
        int line() {
            return line;
        }
    }

    static Expectations read(String text) throws Wrong {
        ExpectationsText written;
        try {
            written = text.isBlank() ? null : MAPPER.readValue(text, ExpectationsText.class);
        } catch (JsonProcessingException e) {
            throw inWords(e);
        }
        return written == null ? Expectations.none() : written.checked();
    }

    private static Wrong inWords(JsonProcessingException e) {
        Throwable deepest = e.getCause() == null ? e : e.getCause();
        if (deepest instanceof StreamReadException unreadable) {
            return new Wrong(
                    unreadable.getLocation() == null
                            ? 0
                            : unreadable.getLocation().getLineNr(),
                    "This is not valid YAML, or a key is given twice.");
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return new Wrong(0, "There is no key " + unknown.getPropertyName() + "; there are " + known + ".");
        }
        if (e instanceof JsonMappingException mapping) {
            String path = mapping.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("."));
            return new Wrong(0, "The value of " + (path.isEmpty() ? "the file" : path) + " is of the wrong kind.");
        }
        return new Wrong(0, "It cannot be understood.");
    }

    private Expectations checked() throws Wrong {
        int rows = sampleRows == null ? Expectations.DEFAULT_SAMPLE_ROWS : sampleRows;
        if (rows < 0 || rows > MOST_SAMPLE_ROWS) {
            throw new Wrong(0, "sampleRows is " + rows + "; it must lie between 0 and " + MOST_SAMPLE_ROWS + ".");
        }
        long most = mostRows == null ? Expectations.DEFAULT_MOST_ROWS : mostRows;
        if (most < 0) {
            throw new Wrong(0, "mostRows is negative.");
        }
        List<Rule> rules = new ArrayList<>();
        for (RuleText rule : Objects.requireNonNullElse(relations, List.<RuleText>of())) {
            rules.add(checked(rule));
        }
        return new Expectations(rows, longest(), most, patterns(mask), rules);
    }

    private Duration longest() throws Wrong {
        if (longestComparison == null) {
            return Expectations.DEFAULT_LONGEST;
        }
        Optional<Duration> longest = DurationText.parse(longestComparison)
                .filter(duration -> !duration.isZero() && duration.compareTo(MOST_TIME) <= 0);
        return longest.orElseThrow(
                () -> new Wrong(0, "longestComparison is not a duration of at most 1h; write for example 2m."));
    }

    private static Rule checked(RuleText rule) throws Wrong {
        if (rule == null || rule.relation() == null || rule.relation().isBlank()) {
            throw new Wrong(0, "A rule below relations names no relation: write relation: database.schema.name.");
        }
        return new Rule(
                new NamePattern(rule.relation()),
                differences(rule),
                atMost(rule),
                Objects.requireNonNullElse(rule.key(), List.of()),
                patterns(rule.ignore()),
                patterns(rule.mask()));
    }

    private static Differences differences(RuleText rule) throws Wrong {
        if (rule.differences() == null) {
            return Differences.WARN;
        }
        return Arrays.stream(Differences.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(rule.differences()))
                .findFirst()
                .orElseThrow(() -> new Wrong(
                        0,
                        "differences of " + rule.relation() + " is " + rule.differences()
                                + "; write allow, warn, refuse or skip."));
    }

    private static Limit atMost(RuleText rule) throws Wrong {
        if (rule.atMost() == null) {
            return null;
        }
        return Limit.parse(rule.atMost())
                .orElseThrow(() -> new Wrong(
                        0,
                        "atMost of " + rule.relation() + " is " + rule.atMost()
                                + "; write a number of rows such as 100, or a share such as 0.5%."));
    }

    private static List<NamePattern> patterns(List<String> texts) {
        return texts == null ? List.of() : texts.stream().map(NamePattern::new).toList();
    }
}
