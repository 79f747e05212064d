package dev.parley.planner;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Plan;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.PlannedAgent;
import dev.parley.conversation.PlannedPlaybook;
import dev.parley.conversation.Turn;
import dev.parley.conversation.document.FoundPassage;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Playbook;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a turn is answered. Pure: the same assessment, passages and row give the same plan.
 *
 * <p>In this order: no agent, a request for a person, a question that a passage answers, the
 * playbook. The first that holds decides; what each found is the plan's evidence.
 */
final class TurnPlanning {
    private final Assessment assessment;
    private final Retrieval retrieval;
    private final Conversation row;
    private final Turn turn;
    private final double background;
    private final Instant now;
    private final PlanningRecord record = new PlanningRecord();

    private TurnPlanning(
            Assessment assessment,
            Retrieval retrieval,
            Conversation row,
            Turn turn,
            double background,
            Instant now) {
        this.assessment = assessment;
        this.retrieval = retrieval;
        this.row = row;
        this.turn = turn;
        this.background = background;
        this.now = now;
    }

    /**
     * Plans a turn.
     *
     * @param retrieval what was found for the assessment's query
     * @param background part of the threshold from which a passage is background, 0 to 1
     * @param now when the plan is made
     */
    static Plan plan(
            Assessment assessment,
            Retrieval retrieval,
            Conversation row,
            Turn turn,
            double background,
            Instant now) {
        return new TurnPlanning(assessment, retrieval, row, turn, background, now).decide();
    }

    private Plan decide() {
        var organization = assessment.organization();
        if (organization == null) {
            return noAgent("no configuration");
        }
        var agent = assessment.agent();
        if (agent == null) {
            return noAgent("no agent enabled");
        }
        boolean kept = agent.id().equals(row.profile().agent());
        record.step("agent", agent.id() + (kept ? ", kept" : ", chosen"));
        var request = assessment.request();
        if (request != null) {
            record.step("human", request.words() + " (" + request.rule() + ")")
                    .fact("rule", request.rule())
                    .fact("request", request.words());
            return plan(
                    PlanPath.HUMAN,
                    PlaybookSelection.handOver(organization).orElse(null),
                    List.of());
        }
        record.step("human", "not asked for");
        return answer(organization);
    }

    private Plan noAgent(String reason) {
        record.step("agent", reason).fact("reason", reason);
        return plan(PlanPath.NO_AGENT, null, List.of());
    }

    private Plan answer(Organization organization) {
        var question = assessment.question();
        record.step("question", question == null ? "none" : question);
        if (question != null) {
            record.fact("pattern", question);
        }
        var passages = passages();
        if (question != null && retrieval instanceof Retrieval.Found found && isAnswered(found)) {
            record.step("documents", "a passage answers the question");
            return plan(PlanPath.DOCUMENT_QA, null, passages);
        }
        var selected = PlaybookSelection.select(organization, row);
        record.step("playbook", selected.finding())
                .fact(
                        "playbook",
                        selected.playbook() == null ? "none active" : selected.playbook().id());
        return plan(PlanPath.PLAYBOOK, selected.playbook(), passages);
    }

    /** Those that answer, and those near enough to help: best first, as they were found. */
    private List<FoundPassage> passages() {
        return switch (retrieval) {
            case Retrieval.None(var reason) -> {
                record.step("passages", reason);
                yield List.of();
            }
            case Retrieval.Failed(var cause) -> {
                record.step("passages", "search failed: " + cause).fact("searchFailed", cause);
                yield List.of();
            }
            case Retrieval.Found found -> near(found);
        };
    }

    private List<FoundPassage> near(Retrieval.Found found) {
        double bar = found.threshold() * background;
        var near = found.passages().stream().filter(passage -> passage.score() >= bar).toList();
        var best = found.passages().stream().mapToDouble(FoundPassage::score).max();
        record.step(
                        "passages",
                        "%d found, %d from %s, best %s, threshold %s"
                                .formatted(
                                        found.passages().size(),
                                        near.size(),
                                        score(bar),
                                        best.isPresent() ? score(best.getAsDouble()) : "none",
                                        score(found.threshold())))
                .fact("threshold", score(found.threshold()))
                .fact("scale", "cosine");
        if (!near.isEmpty()) {
            record.fact("passages", joined(near));
        }
        return near;
    }

    private static boolean isAnswered(Retrieval.Found found) {
        return found.passages().stream().anyMatch(passage -> passage.score() >= found.threshold());
    }

    private static String joined(List<FoundPassage> passages) {
        return passages.stream()
                .map(found -> found.passage().id() + "=" + score(found.score()))
                .collect(Collectors.joining(" "));
    }

    private static String score(double score) {
        return String.format(Locale.ROOT, "%.3f", score);
    }

    private Plan plan(PlanPath path, @Nullable Playbook playbook, List<FoundPassage> passages) {
        record.step("path", path.name());
        var organization = assessment.organization();
        var agent = assessment.agent();
        return new Plan(
                row.id(),
                turn.number(),
                turn.from(),
                turn.through(),
                turn.ownershipEpoch(),
                path,
                agent == null ? null : PlannedAgent.of(agent),
                playbook == null ? null : PlannedPlaybook.of(playbook),
                passages,
                record.evidence(),
                organization == null ? 0 : organization.version(),
                now);
    }
}
