package dev.parley.executor.passage;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What documents hold for testing or as an example, and what no customer must be given as real. In
 * the order they are looked for: an address goes before the domain in it.
 */
enum TestDataKind {
    /** At a reserved domain, or one of the usual made-up ones. */
    EMAIL(
            "(?<![\\w.+-])(?:[\\w.+-]{1,64}@%1$s|test@test\\.com|foo@bar\\.com|(?:user|name|email|you)@(?:domain|email)\\.com)%2$s"),
    /**
     * A link to a reserved domain, or the domain itself. Those that end in a word as "test" count
     * without a scheme only behind the usual names of hosts: a full stop may lack its blank.
     */
    DOMAIN(
            "https?://%1$s%2$s(?::\\d+)?%3$s|(?<![\\w.@-])(?:[a-z0-9-]{1,63}\\.){0,8}example\\.(?:com|org|net)%2$s%3$s"
                    + "|(?<![\\w.@-])(?:www|api|mail|shop|app|portal|my|support|docs)\\.(?:[a-z0-9-]{1,63}\\.){1,8}(?:test|example|invalid)%2$s%3$s"),
    /**
     * 555-0100 to 555-0199 of North America, the numbers Ofcom keeps for drama, and 123-456-7890;
     * with separators, or they may be anything.
     */
    PHONE(
            "(?<![\\w+.-])(?:(?:\\+?1[ .-]?)?(?:\\(\\d{3}\\) ?|\\d{3}[ .-])555[ .-]|555[ -])01\\d{2}(?![\\w-]|\\.\\d)"
                    + "|(?<!\\w)\\+1\\d{3}55501\\d{2}(?!\\d)"
                    + "|(?<!\\w)(?:\\(123\\) ?|123[ .-])456[ .-]7890(?!\\d)"
                    + "|(?<!\\w)(?:\\+44 ?(?:\\(0\\) ?)?|0)(?:20 ?7946 ?0\\d{3}|1632 ?960 ?\\d{3}|7700 ?900 ?\\d{3})(?!\\d)"),
    /** Numbers that payment processors publish for tests. */
    CARD("(?<![\\w-])\\d(?:[ -]?\\d){12,15}(?![\\w-])", TestDataKind::isTestCard),
    /** The account and identity numbers of textbooks. */
    ACCOUNT(
            "(?<!\\w)(?:DE89 ?3704 ?0044 ?0532 ?0130 ?00|GB29 ?NWBK ?6016 ?1331 ?9268 ?19)(?!\\w)"
                    + "|(?<![\\w-])(?:123-45-6789|078-05-1120)(?![\\w-])");

    /** Domains of RFC 2606. */
    private static final String RESERVED =
            "(?:[a-z0-9-]{1,63}\\.){0,8}(?:example\\.(?:com|org|net)|[a-z0-9-]{1,63}\\.(?:test|example|invalid))";

    /** Not within a longer name, as example.com.au or app.test.js. */
    private static final String HOST_ENDS = "(?![\\w-]|\\.[a-z0-9])";

    private static final String PATH = "(?:[/?#][^\\s)>\\]\"']*[\\w/]|/)?";

    private static final Set<String> CARDS =
            Set.of(
                    "4242424242424242",
                    "4111111111111111",
                    "4012888888881881",
                    "4000056655665556",
                    "4000000000000002",
                    "4000002500003155",
                    "5555555555554444",
                    "5105105105105100",
                    "5200828282828210",
                    "2223003122003222",
                    "6011111111111117",
                    "6011000990139424",
                    "378282246310005",
                    "371449635398431",
                    "3530111333300000",
                    "30569309025904",
                    "38520000023237");

    private final String regex;
    private final Predicate<String> condition;

    TestDataKind(String regex) {
        this(regex, _ -> true);
    }

    TestDataKind(String regex, Predicate<String> condition) {
        this.regex = regex;
        this.condition = condition;
    }

    /** What finds candidates; compiled by the caller, once. */
    Pattern pattern() {
        return Pattern.compile(
                regex.formatted(RESERVED, HOST_ENDS, PATH), Pattern.CASE_INSENSITIVE);
    }

    /** Whether a candidate is one. */
    boolean isOne(MatchResult candidate) {
        return condition.test(candidate.group());
    }

    private static boolean isTestCard(String candidate) {
        return CARDS.contains(candidate.replace(" ", "").replace("-", ""));
    }
}
