package dev.cutover.workflows.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.decision.Decision.Choice;
import dev.cutover.workflows.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hears every message, and remembers what counted and what was ignored and why. Never throws: a message that cannot be
 * understood is ignored with a reason, whatever it holds. The first valid decision wins, and so does the first order.
 */
public final class Conversation {
    /** How many ignored messages are remembered; a flood must not fill the workflow's state. */
    static final int IGNORED_KEPT = 20;

    private static final int LONGEST_NAME = 60;

    private final Situation situation;
    private final Judge judge;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Decision> approvals = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private Decision decision;
    private Order order;
    private boolean refreshWanted;

    /** A conversation in which nothing has been said. */
    public Conversation(Situation situation) {
        this.situation = situation;
        this.judge = new Judge(situation);
    }

    /** Takes up what a former run of the same deployment has heard. */
    public void resume(
            List<Decision> heard,
            List<Decision> approved,
            Decision live,
            List<String> formerlyIgnored,
            boolean formerlyWanted) {
        refreshWanted = formerlyWanted;
        decisions.addAll(heard);
        approvals.addAll(approved);
        ignored.addAll(formerlyIgnored);
        decision = live;
    }

    /** A signal: counts, or is remembered as ignored. */
    public void signal(Kind kind, JsonNode input) {
        Message message = Message.read(input, fields(kind));
        if (hear(kind, message) instanceof Answer.Refused refused) {
            ignore(kind.signal() + (message.by() == null ? "" : " by " + message.by()), refused.why());
        }
    }

    /** A signal that nobody knows. */
    public void unknownSignal(String name) {
        String shown = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        ignore(
                "signal " + shown,
                "there is no such signal" + NearestName.hint(name, Kind.SIGNALS) + "; there are "
                        + String.join(", ", Kind.SIGNALS) + ".");
    }

    /** What the update {@code decide} would be answered now; changes nothing. */
    public Answer judgeDecide(JsonNode input) {
        return decide(input, false);
    }

    /** The update {@code decide}. */
    public Answer hearDecide(JsonNode input) {
        return decide(input, true);
    }

    /** What the update {@code undo} would be answered now; changes nothing. */
    public Answer judgeUndo(JsonNode input) {
        return judge.order(true, Message.read(input, Message.ORDER_FIELDS), order);
    }

    /** The update {@code undo}. */
    public Answer hearUndo(JsonNode input) {
        return order(true, Message.read(input, Message.ORDER_FIELDS));
    }

    /** Remembers something that changed nothing. */
    public void ignore(String what, String why) {
        if (ignored.size() == IGNORED_KEPT) {
            ignored.remove(0);
        }
        ignored.add(situation.now() + " " + what + ": ignored: " + why);
    }

    /** The decision that counts; empty while there is none. */
    public Optional<Decision> decision() {
        return Optional.ofNullable(decision);
    }

    /** What was approved has changed: new approvals are needed (P4). */
    public void voidDecision() {
        decision = null;
        approvals.clear();
    }

    /** The approvals that count, the deciding one included. */
    public List<Decision> approvals() {
        return List.copyOf(approvals);
    }

    /** Whether somebody who may has lifted the freeze. */
    public boolean glassBroken() {
        return approvals.stream().anyMatch(Decision::breakGlass);
    }

    /** What was ordered within the hold; empty while there is nothing. */
    public Optional<Order> order() {
        return Optional.ofNullable(order);
    }

    /** Whether somebody has asked for the evidence to be collected again, and nobody has begun to. */
    public boolean refreshWanted() {
        return refreshWanted;
    }

    /** The evidence is being collected again: whoever asks now asks for the next time. */
    public void refreshBegins() {
        refreshWanted = false;
    }

    /** Something came first: somebody still wants it. */
    public void refreshNotDone() {
        refreshWanted = true;
    }

    /** Every decision that counted, those that became void included. */
    public List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    /** The last messages that changed nothing, each with its time and the reason. */
    public List<String> ignored() {
        return List.copyOf(ignored);
    }

    private Answer decide(JsonNode input, boolean counts) {
        Message message = Message.read(input, Message.DECIDE_FIELDS);
        Optional<Choice> said = Kind.choice(message.decision());
        if (message.problems().isEmpty() && message.decision() != null && said.isEmpty()) {
            return Judge.refuse("decision must be APPROVE or REJECT.");
        }
        return counts
                ? decide(said, message)
                : judge.decision(said, message, heard()).answer();
    }

    private Answer decide(Optional<Choice> said, Message message) {
        Ruling ruling = judge.decision(said, message, heard());
        if (ruling.decision() != null) {
            remember(ruling);
        }
        return ruling.answer();
    }

    private Answer order(boolean revert, Message message) {
        Answer answer = judge.order(revert, message, order);
        if (answer instanceof Answer.Accepted) {
            order = new Order(revert, message.by(), message.reason(), situation.now());
        }
        return answer;
    }

    private Answer refresh(Message message) {
        Answer answer = judge.refresh(message);
        refreshWanted |= answer instanceof Answer.Accepted;
        return answer;
    }

    private void remember(Ruling ruling) {
        Decision said = ruling.decision();
        decisions.add(said);
        if (said.choice() == Choice.APPROVE) {
            approvals.add(said);
        }
        if (ruling.decides() && decision == null) {
            decision = said;
        }
    }

    private Heard heard() {
        return new Heard(decision, List.copyOf(approvals), List.copyOf(decisions));
    }

    private Answer hear(Kind kind, Message message) {
        return switch (kind) {
            case APPROVE -> decide(Optional.of(Choice.APPROVE), message);
            case REJECT -> decide(Optional.of(Choice.REJECT), message);
            case REVERT -> order(true, message);
            case FINISH -> order(false, message);
            case REFRESH -> refresh(message);
        };
    }

    private static List<String> fields(Kind kind) {
        return switch (kind) {
            case APPROVE, REJECT -> Message.DECISION_FIELDS;
            case REVERT, FINISH, REFRESH -> Message.ORDER_FIELDS;
        };
    }
}
