package dev.parley.postprocessor;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.reading.Anger;
import dev.parley.conversation.reading.ClosureReading;
import dev.parley.conversation.reading.PhraseBook;
import dev.parley.conversation.reading.Phrases;
import dev.parley.conversation.reading.ReadableText;
import dev.parley.conversation.reading.ReadingThreads;
import dev.parley.postprocessor.title.CustomersTitle;
import dev.parley.postprocessor.title.TitleText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rules read in messages and in a model's words after a reply. Of what takes too much to read
 * nothing is found, and a model's words are not used. Thread-safe.
 */
final class TextReading {
    private static final String UNREAD = "words that take too much to read";

    private final ReadingThreads threads;
    private final Organizations organizations;
    private final PhraseBook phrases = new PhraseBook(Organization::closingPhrases);

    TextReading(ReadingThreads threads, Organizations organizations) {
        this.threads = threads;
        this.organizations = organizations;
    }

    /**
     * A sign of anger; of a burst only the newest messages are read, and the newest sign counts.
     */
    Optional<Anger.Sign> anger(ConversationId id, List<String> customers) {
        return ReadableText.newest(customers, ReadableText.LONGEST).reversed().stream()
                .flatMap(text ->
                        threads
                                .read(
                                        id.organization(),
                                        effort -> Anger.signIn(ReadableText.of(text, effort)),
                                        Optional.<Anger.Sign>empty())
                                .stream())
                .findFirst();
    }

    /**
     * Whether messages end the matter.
     *
     * @param customers the texts of all messages an answer answers, in order
     * @param said what was said before them; empty when nothing was
     */
    ClosureReading closure(ConversationId id, List<String> customers, String said) {
        var own = organizations.find(id.organization()).map(phrases::of).orElse(Phrases.NONE);
        return threads.read(
                id.organization(),
                effort ->
                        ClosureReading.of(
                                ReadableText.ofNewest(customers, effort),
                                ReadableText.of(said, effort),
                                own),
                new ClosureReading.Continues(""));
    }

    /** Why a model's words may not go out; empty when they may. */
    String objection(ConversationId id, ModelAnswer answer, int longest, boolean question) {
        return threads.read(
                id.organization(),
                effort -> {
                    var words = ReadableText.of(answer.text(), effort);
                    var objection = ShortWords.objection(words, answer.finish(), longest, question);
                    return objection == null ? "" : objection;
                },
                UNREAD);
    }

    /** What became of a model's words as a title. */
    ModelsTitle title(ConversationId id, ModelAnswer answer) {
        return threads.read(
                id.organization(),
                effort -> {
                    var title = TitleText.cleaned(ReadableText.of(answer.text(), effort));
                    return new ModelsTitle(title.toString(), TitleText.objection(title, id));
                },
                new ModelsTitle("", UNREAD));
    }

    /** A title of the customer's own words. */
    Optional<String> title(ConversationId id, List<String> customers) {
        return threads.read(
                id.organization(),
                effort ->
                        CustomersTitle.of(
                                customers.stream()
                                        .map(text -> ReadableText.of(text, effort))
                                        .toList(),
                                id),
                Optional.empty());
    }

    /**
     * A model's title.
     *
     * @param objection why it is none; null when it is one
     */
    record ModelsTitle(String text, @Nullable String objection) {}
}
