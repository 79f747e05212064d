package dev.parley.executor;

import dev.parley.conversation.Message;
import dev.parley.conversation.reading.ReadableText;
import dev.parley.executor.prompt.Assignment;

/** What a customer wrote last, in short, for a person who takes over. Pure. */
final class CustomersWords {
    private static final int MESSAGES = 3;
    private static final int LONGEST = 200;

    private CustomersWords() {}

    /** The newest messages of the customer, folded and short. */
    static String of(Assignment asked) {
        var texts =
                asked.messages().stream()
                        .filter(message -> message.role() == Message.Role.USER)
                        .map(Message::text)
                        .toList();
        return String.join(
                " / ",
                texts.subList(Math.max(0, texts.size() - MESSAGES), texts.size()).stream()
                        .map(text -> shortened(ReadableText.of(text)))
                        .toList());
    }

    private static String shortened(ReadableText folded) {
        var text = folded.toString().replace('\n', ' ');
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "\u2026";
    }
}
