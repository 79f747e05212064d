package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.turn.Resolve;

/**
 * The post-processor-worker: design section 5, step 9. Its only step reads and writes at once, so a
 * worker has nothing to lose between two steps, and one that lives on after a rebalance is the same
 * as a record that comes again.
 */
final class PostProcessors {
    private final Moves moves;
    private final World world;

    PostProcessors(Moves moves) {
        this.moves = moves;
        this.world = moves.world();
    }

    void collect() {
        var topics = world.topics();
        int turn = Topics.lowest(topics.toPostProcess());
        if (turn < 0) {
            return;
        }
        var consumed =
                topics.withReplies(topics.toPostProcess() & ~Topics.bit(turn), topics.toDeliver());
        moves.add(
                Actor.POST_PROCESSOR,
                world.with(consumed),
                () -> "post-processor changes nothing after turn " + turn);
        if (world.may(Fault.RESOLVE)) {
            var applied = moves.apply(new Resolve(Scope.CONVERSATION, turn));
            var after = applied.world().spent(Fault.RESOLVE);
            moves.add(
                    Actor.POST_PROCESSOR,
                    after.with(consumed),
                    () ->
                            "post-processor resolves after turn %d: %s"
                                    .formatted(turn, applied.outcome().getClass().getSimpleName()));
            moves.add(
                    Actor.POST_PROCESSOR,
                    after,
                    () -> "post-processor resolves after turn %d and CRASHES".formatted(turn));
        }
    }
}
