package dev.parley.conversation.turn.exploration;

/**
 * What was done after replies, by position among the replies, as bits.
 *
 * @param isWanted something is done after each reply in this world
 * @param done replies that a post-processor has followed up
 * @param unmarked those of them that it has in memory, and not marked in the row
 */
record Followed(boolean isWanted, int done, int unmarked) {
    static Followed nothing(Scope scope) {
        return new Followed(scope.followsUp(), 0, 0);
    }

    Followed with(long outSeq) {
        int bit = Topics.bit(outSeq);
        return new Followed(isWanted, done | bit, unmarked | bit);
    }

    /** With nothing in memory any more. */
    Followed withoutMemory() {
        return new Followed(isWanted, done, 0);
    }
}
