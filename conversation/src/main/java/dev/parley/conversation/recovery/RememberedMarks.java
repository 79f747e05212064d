package dev.parley.conversation.recovery;

import java.util.List;

/** What is remembered outside the store of the marks that it had. Thread-safe. */
public interface RememberedMarks {
    /**
     * All with the highest number, as everybody told them until now: one, or none, or several when
     * stores that went different ways made them.
     */
    List<StoreMark> newest();

    /** Remembers one that the store has. */
    void remember(StoreMark mark);
}
