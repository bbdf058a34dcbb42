package dev.cutover.workflows.notice;

import java.util.List;

/** What is to be told to the receivers of one target, in this order. */
public record NoticeBatch(String target, List<Notice> notices) {
    public NoticeBatch {
        notices = List.copyOf(notices);
    }
}
