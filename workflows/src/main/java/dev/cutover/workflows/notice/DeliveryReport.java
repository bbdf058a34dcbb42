package dev.cutover.workflows.notice;

import java.util.List;

/** How a batch was delivered: what was given up. */
public record DeliveryReport(List<Undelivered> givenUp) {
    public DeliveryReport {
        givenUp = List.copyOf(givenUp);
    }
}
