package dev.parley.conversation.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The phrases that remarks are made of. */
final class RemarkRules {
    private static final String VERY =
            "(?:(?:very|really|so|just|quite|pretty|absolutely|such|extremely|all|truly|super|also|most) )*";

    private static final String GOOD =
            "(?:perfect(?:ly)?|great|awesome|excellent|wonderful|brilliant|fantastic|lovely|good|nice|cool|fine|super|sweet|amazing|terrific"
                    + "|neat|fabulous|superb|outstanding|impressive|marvell?ous|splendid|helpful|useful|kind|beautiful|clear)";

    private static final String FOR_NOW =
            "(?: (?:for )?(?:now|today|tonight|then|here|the moment|this time|right now|currently|from me|from you|the day|time being|with you|from my side|on my side|from my end|at the moment|at this (?:time|moment|point)|at present|for the time being|for me|thus far|so far|anymore|any more|really|again))*";

    private static final String ENOUGH_FOR_NOW =
            " (?:for (?:now|today|tonight|the moment|the day|the time being)|at the moment|from me|from my (?:side|end))";

    private static final String HELP =
            "(?:help|assistance|info|information|questions?|requests?|support|details|concerns?|queries|advice)";

    private static final Pattern OPEN =
            Pattern.compile(
                    "\\b(?:but|however|still|except|another|also|as well|too|one more|more|next|instead|first|wrong|wait|hold on|hang on|actually|oh|hm+|unless|until|please|not working|no luck"
                            + "|(?:does|did|is|are|was|were|ca|wo|would|should|has|had)n'?t|could(?:n'?t| not)(?! have)|have(?:n'?t)|cannot|(?<!do )not)\\b"
                            + "|(?<!\\b(?:i|we) )\\b(?:don'?t|do not)\\b|\\b(?:don'?t|do not) (?!want|need|require|think|wish|plan|have)"
                            + "|^(?:(?:yes|yeah|ok|okay|now|then|great|thanks|thank you|no|hi|hello|perfect|good|sure|and|so|or) ){0,4}"
                            + "(?:what|where|when|why|how|who|whom|which|whose|can|could|would|will|shall|should|may|do|does|did|is|are|was|were|has|have you|any"
                            + "|show|find|book|send|tell|check|cancel|change|give|get|add|play|look|call|make|let|try|help|open|put|set|buy|order|reserve|search|go ahead|pay|remove|update|transfer|schedule|use|do it|explain|refund|fix|confirm)\\b"
                            + "|(?<!\\b(?:all|what|info|information|everything|only|anything) )\\b(?:i|we|i'd|we'd)(?: (?!don|do\\b|will|just)\\w+)? (?:need|want|like|prefer|wish|require|looking|wonder|wondering|love|rather)\\b(?! nothing)|\\b(?:i'd|we'd) (?!say)\\w+|\\b(?:looking for|can you|could you|would you|will you|question about|problem with|let me|let's)\\b");

    private static final List<Phrase> PHRASES = new ArrayList<>();

    static {
        add(Remark.Kind.FAREWELL, farewell());
        add(Remark.Kind.DONE, done());
        add(Remark.Kind.PERHAPS_DONE, perhapsDone());
        add(Remark.Kind.WITHDRAWN, "never ?mind(?: (?:that|it))?", "nvm", "forget (?:about )?it");
        add(Remark.Kind.REFUSAL, refusal());
        add(
                Remark.Kind.FINE,
                "(?:i'm|i am|we're|we are|i think i'm|i think we're) (?:all )?(?:good|fine|ok|okay|great|alright)"
                        + FOR_NOW,
                "all good" + FOR_NOW);
        add(Remark.Kind.AFFIRMATION, affirmation());
        add(Remark.Kind.THANKS, thanks());
        add(Remark.Kind.CONTENT, content());
        add(Remark.Kind.LATER, later());
        add(
                Remark.Kind.FILLER,
                "for (?:now|today|the moment)",
                "ok|okay|okey|oky|k|kk|alright|all right|right|well|oh|ah|a+h+|hm+|so|and|then|now|though|again|today|sir|ma'am|madam|mate|dude|man|buddy|guys|everyone|my friend|please|actually|really|i'd say|good (?:day|evening|morning|afternoon)|i guess|i think|i believe|i suppose|no worries|no problem|too|as well|hi|hello|lol|haha|wow|anyway|same to you|to you too|you too|and you",
                "(?:that's|that is|it's|it is) (?:fine|ok|okay|alright|cool)(?: (?:with|by) me)?(?: then)?");
    }

    private RemarkRules() {}

    /** The longest phrase that begins there and ends with a word. */
    static Optional<Remark> longestAt(ReadableText clause, int from, int sentence) {
        Remark longest = null;
        for (var phrase : PHRASES) {
            var matcher = clause.matcher(phrase.pattern()).region(from, clause.length());
            if (matcher.lookingAt()
                    && (longest == null || matcher.group().length() > longest.words().length())) {
                longest = new Remark(phrase.kind(), matcher.group(), sentence);
            }
        }
        return Optional.ofNullable(longest);
    }

    /** The words of a statement that ask, request or object. */
    static Optional<String> openIn(ReadableText statement) {
        var cue = statement.matcher(OPEN);
        return cue.find() ? Optional.of(cue.group().strip()) : Optional.empty();
    }

    private static String[] farewell() {
        return new String[] {
            "(?:(?:good ?)?bye+|bu-?bye+)(?: bye+)?(?: (?:for )?now)?",
            "farewell|ciao|cheerio|so long|ttyl|toodles",
            "(?:i(?:'ll| will) )?see (?:you|ya)(?: (?:later|soon|around|then|tomorrow|there|again|next time))*|(?:catch you|until|till) (?:later|then|next time)",
            "(?:i(?:'ll| will) )?(?:talk|speak|chat) (?:to you |with you |again )?(?:later|soon)",
            "(?:(?:i )?(?:hope you |wish you )?(?:please )?(?:have|enjoy)|i wish you)(?: yourself)?(?: (?:a|an|the|your|rest|of|very|really|nice|good|great|lovely|wonderful|pleasant|blessed|fantastic|amazing|awesome|beautiful|nice|fine|super))*"
                    + " (?:day|one|evening|weekend|night|afternoon|morning|week|time)(?: (?:ahead|too|as well|yourself|then|today))*",
            "good ?night(?: to you)?|good (?:day|evening) to you",
            "take care(?: of yourself)?|tc",
            "(?:(?:i|we)(?:'ve| have)? )?(?:have to|need to|got to|gotta|must|should|better) (?:go|run|leave|be going|get going|be off|dash)(?: now)?",
            "i'm (?:off|leaving)(?: now)?|i(?:'ll| will) be (?:going|off|leaving)(?: now)?|you can go(?: now)?"
        };
    }

    private static String[] done() {
        var needed =
                "(?: (?:that )?(?:i|we)(?:'ve| have|'m| am| was| were|'d| would)?(?: really| just| ever| currently)?"
                        + " (?:need(?:ed)?|want(?:ed)?|required?|looking for|after|like|ask for|asked for)(?: to (?:know|ask|do|hear|get|find out|say|see))?)?";
        var that =
                "(?:that|this|it)(?:'s| is| was|'ll be| will be| would be| should be|'d be| about covers|s)(?: about| pretty much| really| just| basically)*";
        return new String[] {
            that
                    + " (?:all|everything|the lot)(?: of it)?(?: the "
                    + HELP
                    + ")?"
                    + needed
                    + "(?: help)?"
                    + FOR_NOW,
            that + " (?:it|what|exactly what)(?: (?:that )?(?:i|we) needed)" + FOR_NOW,
            "that(?:'ll| will| should| would) (?:be it|do it)" + FOR_NOW,
            "(?:that|this)(?:'s| is| was)(?: about| pretty much| really| just)* it"
                    + ENOUGH_FOR_NOW,
            "(?:i'm|i am|we're|we are) (?:all )?(?:good|fine|ok|okay)" + ENOUGH_FOR_NOW,
            "(?:that|this|it)(?:'s| is) (?:enough|sufficient)" + FOR_NOW,
            "(?:i|we) need nothing (?:else|more|further)" + FOR_NOW,
            "that(?:'s| is) me (?:done|sorted|finished)",
            "(?:i|we)(?: really| think i| guess i)? (?:do not|don'?t|won't|shouldn't|will not) (?:need|require|want|have)(?: any(?:thing)?| no)?(?: (?:else|more|further|other|additional|"
                    + HELP
                    + "))+(?: from you)?"
                    + FOR_NOW,
            "(?:(?:i|we)(?:'ve| have)?(?: got)? )?(?:no|nothing)(?: (?:more|other|further|additional|else))+ (?:"
                    + HELP
                    + "|to (?:ask|add|say))(?: (?:is )?(?:needed|required|necessary))?"
                    + FOR_NOW,
            "(?:i'm|i am|we're|we are|i should be|we should be|i think i'm|i think we're|i think we are) (?:all )?(?:done|finished|through|all set|set|sorted|good to go)"
                    + FOR_NOW,
            "(?:i|we)(?:'ve| have)?(?: got| have)? (?:everything|all|what)(?: the "
                    + HELP
                    + ")?(?: (?:that )?(?:i|we) (?:need(?:ed)?|want(?:ed)?|was looking for))"
                    + FOR_NOW,
            "(?:(?:you|we) (?:can|may|could) (?:now )?|please |kindly )?(?:close|end) (?:this|the|my|our) (?:ticket|chat|conversation|case|request)"
                    + FOR_NOW,
            "case closed|(?:we can |let's )?wrap (?:it|this) up|that does it(?: for me)?",
            "(?:i'll|i will|let's|let us|we can) (?:leave|end|stop) (?:it )?(?:at that|there|here)",
            "nothing(?: else| more| further)? (?:(?:that )?i (?:need|can think of|want))" + FOR_NOW,
            "i(?:'ve| have| can take)? (?:got )?it from here|you(?:'ve| have) (?:covered everything|it (?:all )?covered|given me (?:all|everything) (?:that )?i need(?:ed)?|provided (?:all|everything)(?: the "
                    + HELP
                    + ")? (?:that )?i need(?:ed)?)"
                    + FOR_NOW
                    + ""
        };
    }

    private static String[] perhapsDone() {
        return new String[] {
            "(?:that|this)(?:'s| is| was)(?: about| pretty much| really| just)* it" + FOR_NOW,
            "nothing (?:else|more|further)" + FOR_NOW,
            "all (?:set|sorted|done)" + FOR_NOW,
            "(?:no|nothing)(?: more| else)* needed" + FOR_NOW,
        };
    }

    private static String[] refusal() {
        return new String[] {
            "no+|nope?|no+pe|nah+|naw|negative|none",
            "nothing(?: really| comes to mind| at all)?" + FOR_NOW,
            "no more" + ENOUGH_FOR_NOW,
            "not(?: (?:really|now|right now|today|at all|at the moment|for now|at this time|at this moment|this time|currently|tonight|anymore|necessary|that i (?:can think of|know of)|just now|needed))+",
            "no need(?: anymore| for that| to)?" + FOR_NOW,
            "(?:no )?(?:i|you|it|there) (?:don'?t|do not|can'?t|cannot|isn't|is not)(?: think so)?",
            "(?:just|only) that",
            "that won't be necessary|it's not necessary|(?:maybe|perhaps) later"
        };
    }

    private static String[] affirmation() {
        return new String[] {
            "ye+s+|yeah+|yea|yep|yup|ya|sure|correct|exactly|absolutely|definitely|of course|indeed|certainly",
            "(?:that|it)(?:'s| is)(?: all)? (?:right|correct|true)|it (?:did|does|is|was)|(?:we|you) are|i am|we're"
        };
    }

    private static String[] thanks() {
        var much =
                "(?: (?:very much|so much|so very much|much|a lot|lots|loads|a bunch|a million|a ton|tons|a bundle|again|once again|for now|kindly|anyway|anyways|then|indeed|all|you|to you|very kindly))*";
        return new String[] {
            "(?:(?:many|much|huge|big|ok|a thousand) )*(?:thanks|thank you|thank|thanx|thankyou)"
                    + much
                    + forWhat()
                    + much,
            "(?:(?:i|we) )?(?:want to |wanted to |would like to |really |do |truly |very much )*(?:appreciate|say thanks for)(?: (?:it|that|this|you|all|your|the|so|much|a lot|quick|kind|great))*(?: "
                    + HELP
                    + "| time| service| efforts?| (?:hard )?work)?(?: you(?:'ve| have)? (?:given|provided|done|gave|did)(?: (?:me|us|for me))?)?"
                    + much,
            "(?:it(?:'s| is) )?(?:much|very much|highly|greatly) appreciated",
            "cheers|ta|bless you|god bless(?: you)?|(?:i'm |i am )?(?:so |very )?grateful"
        };
    }

    private static String forWhat() {
        return "(?: for (?:everything|it|(?:all |so |such )*(?:your?|the|this|that|all|a|being)(?: (?:so|very|of|your|the|quick|great|kind|good|nice|fast|friendly|excellent|wonderful|amazing|prompt|patient))*"
                + "(?: (?:"
                + HELP
                + "|time|service|answers?|reply|response|tips?|link|update|suggestions?|recommendations?|efforts?|work|that|patience|explanation|heads up|offer|helpful|kind|patient)| (?!bye|good)\\w+)?|all you(?:'ve| have)? done"
                + "|(?:helping|letting|checking|calling|assisting|doing|clearing|sorting|explaining|fixing|finding|looking|booking|taking|giving|making|getting|arranging|asking)(?: (?!bye|good|that's|have|no\\b|i'm)[\\w']+){0,4}))?";
    }

    private static String[] content() {
        return new String[] {
            "(?:(?:that|this|it|everything|all)(?:'s| is| was| sounds| looks| seems| would be|'ll be| will be) |sounds |looks |how |you're |you are )?"
                    + VERY
                    + "(?:a )?"
                    + GOOD
                    + "(?: (?:to me|enough|to know|to hear|job|work|stuff|help|news|idea|now|for me|with me))*",
            "got it|understood|noted|makes sense|i see|i understand|i got it|well done|love it|i love it|problem solved|fair enough|gotcha",
            "you(?:'ve| have| were|'re| are)(?: (?:all|already|been|quite|a ton of|a lot of|a|an|of|so|very|really|extremely|such|truly|great|big|real|amazing|wonderful|incredibly|most|the))*"
                    + " (?:helpful|kind|help|great|awesome|nice|best|lifesaver|star|legend|good|useful|amazing|wonderful|fantastic)(?: to me| today| help)?",
            "(?:that|this|it|which)(?: really| all| now| also| has| have)* (?:works?|worked|helps?|helped|solved it|solves it|fixed it|fixes it|makes sense|did it|does it)(?: (?:now|again|fine|well|great|for me|me|perfectly|a lot|already|out))*",
            "(?:that|this|you|it)(?:'s|'ve| is| was| has| have)? (?:been )?(?:(?:a|of|very|so|great|good|big|much|real) )*(?:help(?:ed|ful)?|useful)(?: (?:me|us|a lot|so much|out))*",
            "(?:that|this|it)(?:'ll| will) do(?: (?:nicely|fine))?|you made my day",
            "works (?:now|again|for me|perfectly|fine)",
            "(?:(?:everything|it|all|that)(?:'s| is| seems| looks)|everything)(?: all| now)* (?:working|works|clear|resolved|solved|fixed|sorted|sorted out|settled)(?: (?:itself|again|now|fine))*",
            "it (?:fixed|sorted|solved|resolved) itself",
            "(?:(?:my|the) )?(?:problem|issue|question|matter|questions)(?: is| has been| was| are| were| got)* (?:solved|fixed|resolved|answered|sorted|gone|settled)",
            "(?:that|this|you)(?:'ve| has| have)? (?:answers?|answered|solves?|solved|covers?|settles?|concludes) (?:all )?(?:it|everything|that|all|my questions?|my problem)",
            "i(?:'m| am)(?: very| so| really)* (?:happy|pleased|glad|satisfied)(?: (?:with|about) (?:that|it|this|everything|the service))?",
            "i(?:'ve| have)? (?:found|sorted|fixed|solved|figured)(?: (?:it|that))?(?: out)?(?: (?:myself|already|now))*"
        };
    }

    private static String[] later() {
        return new String[] {
            "i(?:'ll| will)(?: (?:just|also|then|probably|maybe))* (?:think (?:about|on) (?:it|that)|think it over|come back|get back to you|let you know|be back|be in touch|contact you|check it out|reach out|call back|write again|message you)"
                    + "(?: (?:later|soon|tomorrow|again|another time|if|when|once|i|need|anything|more|have|decide|else|help|any|questions|other|further|something|with it|on it|about it))*"
        };
    }

    private static void add(Remark.Kind kind, String... ways) {
        for (var way : ways) {
            var pattern = Pattern.compile("(?:" + way + ")(?![\\p{L}\\p{N}'])");
            PHRASES.add(new Phrase(kind, pattern));
        }
    }

    private record Phrase(Remark.Kind kind, Pattern pattern) {}
}
