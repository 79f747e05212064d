package dev.parley.store.jdbc;

/** The tables as one session sees them. */
record Tables(
        Session session,
        ConversationTable conversations,
        MessageTable messages,
        DispositionTable dispositions,
        ReplyTable replies,
        DoneSteps doneSteps,
        Erasures erasures,
        DeadLetterTable deadLetters,
        InstanceTable instances,
        StoreMarkTable mark) {
    static Tables of(Session session) {
        return new Tables(
                session,
                new ConversationTable(session),
                new MessageTable(session),
                new DispositionTable(session),
                new ReplyTable(session),
                new DoneSteps(session),
                new Erasures(session),
                new DeadLetterTable(session),
                new InstanceTable(session),
                new StoreMarkTable(session));
    }
}
