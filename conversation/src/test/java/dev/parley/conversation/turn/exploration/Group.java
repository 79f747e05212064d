package dev.parley.conversation.turn.exploration;

/** The consumer groups whose work takes several steps, with two workers each. */
enum Group {
    PLANNER(Actor.PLANNER),
    EXECUTOR(Actor.EXECUTOR),
    SENDER(Actor.SENDER);

    private final Actor actor;

    Group(Actor actor) {
        this.actor = actor;
    }

    /** The group of a worker by its index in the world. */
    static Group of(int worker) {
        return values()[worker / 2];
    }

    Actor actor() {
        return actor;
    }

    /** Index of its first worker in the world; the other follows. */
    int first() {
        return ordinal() * 2;
    }
}
