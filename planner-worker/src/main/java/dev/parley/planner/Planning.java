package dev.parley.planner;

import dev.parley.conversation.Plan;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.turn.Claim;
import java.time.InstantSource;

/** Step 4: plans a claimed turn from the configuration, the messages and the documents. */
final class Planning {
    private final Organizations organizations;
    private final PassageLookup lookup;
    private final MessageReading reading;
    private final double background;
    private final InstantSource clock;

    /**
     * Makes one.
     *
     * @param background part of the threshold from which a passage is background, 0 to 1
     */
    Planning(
            Organizations organizations,
            PassageLookup lookup,
            MessageReading reading,
            double background,
            InstantSource clock) {
        this.organizations = organizations;
        this.lookup = lookup;
        this.reading = reading;
        this.background = background;
        this.clock = clock;
    }

    Plan plan(Claim.Outcome.Claimed claimed) {
        var row = claimed.row();
        var organization = organizations.find(row.id().organization()).orElse(null);
        var assessment = Assessment.of(organization, row, claimed.unanswered(), reading);
        var threshold = organization == null ? null : organization.policies().documentThreshold();
        var retrieval =
                assessment.wantsPassages()
                        ? lookup.find(row.id().organization(), assessment.query(), threshold)
                        : new Retrieval.None("not needed");
        return TurnPlanning.plan(
                assessment, retrieval, row, claimed.turn(), background, clock.instant());
    }
}
