package dev.cutover.workflows;

import io.temporal.common.SearchAttributeKey;
import java.util.List;

/** The columns by which deployments are found in the list. A worker registers them before it starts. */
public final class SearchAttributes {
    public static final SearchAttributeKey<String> TARGET = SearchAttributeKey.forKeyword("CutoverTarget");
    public static final SearchAttributeKey<String> PHASE = SearchAttributeKey.forKeyword("CutoverPhase");
    public static final SearchAttributeKey<String> OUTCOME = SearchAttributeKey.forKeyword("CutoverOutcome");
    public static final SearchAttributeKey<String> REQUESTER = SearchAttributeKey.forKeyword("CutoverRequester");

    public static final SearchAttributeKey<String> DEPLOYMENT = SearchAttributeKey.forKeyword("CutoverDeployment");

    /** All of them, all keywords. */
    public static final List<SearchAttributeKey<String>> ALL = List.of(TARGET, PHASE, OUTCOME, REQUESTER, DEPLOYMENT);

    private SearchAttributes() {}
}
