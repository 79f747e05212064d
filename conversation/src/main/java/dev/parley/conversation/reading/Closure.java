package dev.parley.conversation.reading;

import dev.parley.conversation.reading.ClosureReading.Closes;
import dev.parley.conversation.reading.ClosureReading.Continues;
import dev.parley.conversation.reading.ClosureReading.Doubtful;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides from a message's remarks, and from what it answers, whether it ends the matter. */
final class Closure {
    /** Words around a phrase of the organization that leave it what it is: "muchas gracias". */
    private static final int WORDS_AROUND_PHRASE = 2;

    /** Thanks, praise, being well. */
    static final Set<Remark.Kind> GRATEFUL =
            Set.of(Remark.Kind.THANKS, Remark.Kind.CONTENT, Remark.Kind.FINE);

    /** With one of these a no is to the question, whatever the rest says. */
    private static final Set<Remark.Kind> REFUSED_IN_FULL =
            Set.of(
                    Remark.Kind.THANKS,
                    Remark.Kind.CONTENT,
                    Remark.Kind.FINE,
                    Remark.Kind.DONE,
                    Remark.Kind.PERHAPS_DONE);

    private final Remarks remarks;
    private final Inquiry inquiry;

    private Closure(Remarks remarks, Inquiry inquiry) {
        this.remarks = remarks;
        this.inquiry = inquiry;
    }

    static ClosureReading read(ReadableText text, Inquiry inquiry, Phrases phrases) {
        var phrase = phrases.firstIn(text);
        if (phrase.isPresent()) {
            return ofPhrase(phrase.get(), Remarks.of(phrases.without(text)));
        }
        return new Closure(Remarks.of(text), inquiry).read();
    }

    private static ClosureReading ofPhrase(String phrase, Remarks others) {
        var open = others.first(Remark.Kind.OPEN);
        if (open.isPresent()) {
            return new Continues(open.get().words());
        }
        var around = words(others.statements());
        if (around.chars().filter(character -> character == ' ').count() >= WORDS_AROUND_PHRASE) {
            return doubtful(ClosingSignal.PHRASE, phrase, around);
        }
        return closes(ClosingSignal.PHRASE, phrase);
    }

    private ClosureReading read() {
        var open = remarks.first(Remark.Kind.OPEN);
        if (open.isPresent()) {
            return new Continues(open.get().words());
        }
        var against = words(remarks.statements());
        var signal = signal();
        if (signal.isEmpty()) {
            return weak(against);
        }
        var said = signal.get().remark();
        boolean clear =
                signal.get().kind() == ClosingSignal.REFUSED_MORE
                        ? remarks.first(REFUSED_IN_FULL).isPresent()
                        : saidAfterwards(said);
        return against.isEmpty() || clear
                ? closes(signal.get().kind(), said.words())
                : doubtful(signal.get().kind(), said.words(), against);
    }

    /** A signal that closes when nothing speaks against it. */
    private Optional<Signal> signal() {
        var leave = remarks.last(Remark.Kind.FAREWELL);
        if (leave.isPresent()) {
            return leave.map(remark -> new Signal(ClosingSignal.FAREWELL, remark));
        }
        if (inquiry == Inquiry.MORE) {
            var no = remarks.first(Set.of(Remark.Kind.REFUSAL, Remark.Kind.FINE));
            if (no.isPresent()) {
                return no.map(remark -> new Signal(ClosingSignal.REFUSED_MORE, remark));
            }
        }
        boolean grateful = remarks.first(GRATEFUL).isPresent();
        return done(grateful)
                .map(remark ->
                        new Signal(
                                grateful ? ClosingSignal.SATISFIED_AND_DONE : ClosingSignal.DONE,
                                remark));
    }

    private Optional<Remark> done(boolean grateful) {
        var done = remarks.last(Remark.Kind.DONE);
        if (done.isPresent()) {
            return done;
        }
        if (inquiry != Inquiry.OTHER && !remarks.has(Remark.Kind.AFFIRMATION)) {
            var perhaps = remarks.last(Remark.Kind.PERHAPS_DONE);
            if (perhaps.isPresent()) {
                return perhaps;
            }
        }
        if (grateful && remarks.has(Remark.Kind.WITHDRAWN)) {
            return remarks.first(Remark.Kind.WITHDRAWN);
        }
        return inquiry == Inquiry.DONE && !remarks.has(Remark.Kind.REFUSAL)
                ? remarks.first(Remark.Kind.AFFIRMATION)
                : Optional.empty();
    }

    /** Whether all statements stand in earlier sentences, and answer no question. */
    private boolean saidAfterwards(Remark signal) {
        return inquiry != Inquiry.OTHER
                && remarks.statements().stream()
                        .allMatch(statement -> statement.sentence() < signal.sentence());
    }

    private ClosureReading weak(String against) {
        var withdrawn = remarks.first(Remark.Kind.WITHDRAWN);
        if (withdrawn.isPresent()) {
            return doubtful(ClosingSignal.DONE, withdrawn.get().words(), against);
        }
        var grateful = remarks.first(GRATEFUL);
        if (grateful.isEmpty() || inquiry == Inquiry.OTHER) {
            return new Continues("");
        }
        var words = grateful.get().words();
        if (remarks.has(Remark.Kind.REFUSAL) && inquiry == Inquiry.NONE) {
            return doubtful(
                    ClosingSignal.REFUSED_MORE,
                    remarks.first(Remark.Kind.REFUSAL).map(Remark::words).orElse(words),
                    against);
        }
        return inquiry == Inquiry.NONE && against.isEmpty()
                ? new Continues("")
                : doubtful(ClosingSignal.THANKED, words, against);
    }

    private static Closes closes(ClosingSignal signal, String words) {
        return new Closes(signal, words, signal.confidence());
    }

    private static Doubtful doubtful(ClosingSignal signal, String words, String against) {
        return new Doubtful(signal, words, against, signal.doubted());
    }

    private static String words(List<Remark> remarks) {
        return remarks.stream().map(Remark::words).collect(Collectors.joining(" "));
    }

    private record Signal(ClosingSignal kind, Remark remark) {}
}
