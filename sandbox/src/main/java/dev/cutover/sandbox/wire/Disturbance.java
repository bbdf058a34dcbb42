package dev.cutover.sandbox.wire;

import dev.cutover.sandbox.readiness.Faults;
import dev.cutover.sandbox.readiness.Faults.CutMoment;
import dev.cutover.sandbox.session.ConnectionCut;
import java.nio.charset.StandardCharsets;

/** The faults that happen to the statements of one connection: latency, being held, and being cut before, during or after one of them. */
final class Disturbance {
    private final Faults faults;
    private final MessageWriter writer;
    private boolean cutting;

    Disturbance(Faults faults, MessageWriter writer) {
        this.faults = faults;
        this.writer = writer;
    }

    /** A message is about to be handled. */
    void before(char type, byte[] body) {
        if (type == 'Q' || type == 'P') {
            await(() -> faults.awaitTurn(new String(body, StandardCharsets.UTF_8)));
        }
        if (type != 'Q' && type != 'E') {
            return;
        }
        CutMoment moment = faults.takeCut();
        if (moment == CutMoment.BEFORE) {
            throw new ConnectionCut();
        }
        if (moment == CutMoment.DURING) {
            writer.mute();
        }
        cutting = cutting || moment == CutMoment.DURING || moment == CutMoment.AFTER;
        if (faults.latency() > 0) {
            await(() -> Thread.sleep(faults.latency()));
        }
    }

    /** A message was handled; a statement in the extended protocol ends with its Sync. */
    void after(char type) {
        if (cutting && (type == 'Q' || type == 'S')) {
            throw new ConnectionCut();
        }
    }

    private interface Pause {
        void end() throws InterruptedException;
    }

    private static void await(Pause pause) {
        try {
            pause.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionCut();
        }
    }
}
