package dev.parley.planner;

import dev.parley.conversation.Message;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.reading.HumanAssistance;
import dev.parley.conversation.reading.PhraseBook;
import dev.parley.conversation.reading.ReadableText;
import dev.parley.conversation.reading.ReadingThreads;
import java.util.List;
import java.util.Optional;

/**
 * What rules read in customers' messages. In a message that takes too much to read nothing is
 * found. Thread-safe.
 */
final class MessageReading {
    /** Of a burst the newest messages are read. */
    private static final int LONGEST = 4 * ReadableText.LONGEST;

    private final ReadingThreads threads;
    private final PhraseBook phrases = new PhraseBook(Organization::humanPhrases);

    MessageReading(ReadingThreads threads) {
        this.threads = threads;
    }

    /** The first request for a person. */
    Optional<HumanAssistance.Request> request(Organization organization, List<Message> messages) {
        var own = phrases.of(organization);
        return texts(messages).stream()
                .flatMap(text ->
                        threads
                                .read(
                                        organization.id(),
                                        effort ->
                                                HumanAssistance.requestIn(
                                                        ReadableText.of(text, effort), own),
                                        Optional.<HumanAssistance.Request>empty())
                                .stream())
                .findFirst();
    }

    /** The name of the first question pattern. */
    Optional<String> question(String organization, List<Message> messages) {
        return texts(messages).stream()
                .flatMap(text ->
                        threads
                                .read(
                                        organization,
                                        effort ->
                                                QuestionPatterns.in(ReadableText.of(text, effort)),
                                        Optional.<String>empty())
                                .stream())
                .findFirst();
    }

    /** What to look for in the documents. */
    String query(String organization, List<Message> messages) {
        return threads.read(
                organization,
                effort ->
                        RetrievalQuery.of(
                                texts(messages).stream()
                                        .map(text -> ReadableText.of(text, effort))
                                        .toList()),
                "");
    }

    private static List<String> texts(List<Message> messages) {
        return ReadableText.newest(messages.stream().map(Message::text).toList(), LONGEST);
    }
}
