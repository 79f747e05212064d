package dev.parley.conversation.reading;

import static dev.parley.conversation.reading.Vocabulary.ALONG;
import static dev.parley.conversation.reading.Vocabulary.ANYBODY;
import static dev.parley.conversation.reading.Vocabulary.CARE;
import static dev.parley.conversation.reading.Vocabulary.DETERMINER;
import static dev.parley.conversation.reading.Vocabulary.HUMAN;
import static dev.parley.conversation.reading.Vocabulary.KIND;
import static dev.parley.conversation.reading.Vocabulary.MACHINE;
import static dev.parley.conversation.reading.Vocabulary.NEXT;
import static dev.parley.conversation.reading.Vocabulary.NOUN;
import static dev.parley.conversation.reading.Vocabulary.NO_PERSON;
import static dev.parley.conversation.reading.Vocabulary.PASS_ON;
import static dev.parley.conversation.reading.Vocabulary.PERSON;
import static dev.parley.conversation.reading.Vocabulary.REACH;
import static dev.parley.conversation.reading.Vocabulary.SOMEONE;

import java.util.List;

/** The ways customers ask for a person, in the order they are tried. */
final class HumanRules {
    static final List<Rule> ALL =
            List.of(
                    Rule.plain("no machine", noMachine()),
                    Rule.guarded("speak to a person", speak()),
                    Rule.guarded("pass me on", passOn()),
                    Rule.guarded("call me", callMe()),
                    Rule.guarded("get me a person", fetch()),
                    Rule.guarded("want a person", want()),
                    Rule.guarded("a person should look", act()),
                    Rule.guarded("is a person there", there()),
                    Rule.guarded("reach a person", reach()),
                    Rule.guarded("escalate", escalate()),
                    Rule.guarded("asks, and names a human", loose()),
                    Rule.plain("only a person", bare()));

    private HumanRules() {}

    private static String[] speak() {
        return new String[] {
            "\\b" + REACH + " (?:to|with) " + ANYBODY + "\\b",
            // With such a beginning whatever has an article is a person: a nurse, your boss's boss.
            "\\b(?:i want to|i need to|i'd (?:like|love|prefer|rather) (?:to )?|i would (?:like|prefer) to|can i|could i|may i|let me|i wish to|i have to|i must)"
                    + " ?(?:please |just )?(?:speak|talk|chat) (?:to|with) (?:a|an|your|ya|one of) (?!devices?|servers?|api|database|speaker|bot|robot|machine|chat|computer|ai\\b)\\w+",
            "\\b(?:who|whom) (?:can|do|should|could|would|must) (?:i|we) (?:have to |need to )?(?:speak|talk|complain|turn|go|escalate|chat)\\b",
            "\\b(?:someone|somebody|anyone|anybody|people|person|human|agent|one|expert)\\b[\\w' ]{0,20} (?:i|we) (?:can|could|may|might) (?:actually |please )?(?:speak|talk|chat|turn|complain|discuss|phone|call|ring|contact|e-?mail|ask)\\b",
            "(?<!\\b(?:was|were|been|keep|kept|am i|are you|i'm|i am|you are|you're|after|while|when|nice|enjoyed|remember|of|by) )(?:speaking|talking|chatting) (?:directly )?(?:to|with) "
                    + ANYBODY,
            "\\b(?:help|assist|assistance|support|prefer|trouble|way of|chance of|interested in|difficulty|how about|insist on|mind) (?:me )?(?:in |with |on )?(?:speaking|talking|chatting|getting in touch) (?:to|with) "
                    + ANYBODY,
            "(?<!\\b(?:got|received|had|was|is) )(?<!\\b(?:got|received|had|was|saw|missed|is) (?:a|an|the) )\\b(?:hear|answers?|reply|response|call|help|support|assistance|feedback|message|input|update|advice) from (?:"
                    + PERSON
                    + "|"
                    + SOMEONE
                    + ")",
            "\\b(?:if|could|can) i (?:spoke|talked) (?:to|with) " + ANYBODY,
            "\\bonly (?:talk |speak )?(?:to|with) " + HUMAN,
            "\\b(?:do|sort|handle|resolve|finish|discuss|go through|book|cancel|settle) (?:it|this|that) (?:out |through )?with "
                    + HUMAN,
            "\\b(?:speak|talk|chat|speaking|talking) (?:to|with) (?:him|her|them) again\\b",
            "\\bfor (?:a |an )?" + HUMAN + " only"
        };
    }

    private static String[] passOn() {
        return new String[] {
            "\\b"
                    + PASS_ON
                    + " (?:me|us|this(?: \\w+)?|(?:the|my|our) (?:\\w+ )?(?:chat|conversation|call|case|issue|question|request|complaint|matter|problem|enquiry|inquiry))"
                    + ALONG
                    + " (?:to|with|onto) (?:an? )?"
                    + ANYBODY,
            "\\b(?:be|get|being|been trying to get) (?:please )?(?:transferred|connected|reconnected|put|handed|passed|switched|forwarded|redirected|directed|routed|sent|referred|escalated|patched|contacted)"
                    + ALONG
                    + " (?:to|with|by) "
                    + ANYBODY,
            "\\b(?:connect|transfer|put|switch|hand|pass) (?:me|us)"
                    + ALONG
                    + " (?:to|with) (?:another|him|her|them|the (?:right|same|correct))\\b",
            "\\btransfer me\\b(?! (?:the|some|my|[$0-9]|money|funds|to (?:another|a different|the) (?:room|school|hotel|plan|flight|branch|gate)))",
            "^(?:please |ok |just )?(?:connect|transfer|switch|hand ?off|hand over|route|put me) (?:to|with) "
                    + ANYBODY,
            "\\b(?:put|get|bring|add|invite|involve|loop in)(?: in)? (?:"
                    + PERSON
                    + "|"
                    + SOMEONE
                    + ")(?: \\w+)? ?(?:on\\b|in\\b|into|to this|involved|here|$)",
            "\\binvolve (?:" + PERSON + "|" + SOMEONE + "|one of your \\w+)"
        };
    }

    private static String[] callMe() {
        return new String[] {
            "(?<!\\b(?:when|if|that|do|did|why|who|before|will show up when) you )\\b(?:call|phone|ring) (?:me|us) ?(?:back|asap|please|now|today|tomorrow|tonight|at|on|about|as soon|immediately|when you|right|$|,)",
            "\\bbe (?:called|phoned|rung) (?:back|by)\\b",
            "\\b(?:need|needs|want) to (?:call|phone|ring|contact) me\\b",
            "\\bgive me a (?:call|ring|bell|buzz|call ?back|phone call)\\b",
            "\\b(?:want|need|like|request|prefer|expect|appreciate|arrange|schedule|book|set up|organi[sz]e|have) (?:for )?(?:a|an|the|some) (?:phone )?(?:call ?back|phone ?call|call)\\b(?! (?:function|url|option|widget|cent|button|in the|with my))",
            "\\b(?:have|let|ask|get|tell) (?:\\w+ |"
                    + DETERMINER
                    + "[\\w ]{1,30} )(?:to )?(?:call|phone|ring|contact) (?:me|us|her|him)\\b",
            "\\bcontact me\\b(?! (?:form|page))",
            "\\bget in touch with me\\b",
            "\\b(?:can|could|would|will|please) (?:you |ya )?(?:please |kindly |maybe )?(?:call|phone|ring) (?:me|us|her|him)\\b",
            "^(?:request |need )?(?:a )?call ?back(?: please| request| requested)?$"
        };
    }

    private static String[] fetch() {
        return new String[] {
            "\\b(?:get|give|find|send|bring|fetch|grab|show|assign|pass|offer) (?:me|us)(?: to| on to)? (?:please |just )?(?:"
                    + PERSON
                    + "|"
                    + SOMEONE
                    + "|your \\w*boss|customer (?:service|support|care)\\b)",
            "\\b(?:get|find|grab|fetch) (?:"
                    + SOMEONE
                    + "|"
                    + PERSON
                    + ")(?: else)? (?:on|to|who|that|from|in here|for me|please|now|here)\\b",
            "\\b(?:just |please |bot |ok |and )(?:get|find|fetch|grab|bring)(?: in)? (?:"
                    + PERSON
                    + "|"
                    + SOMEONE
                    + ")",
            "\\b(?:can|could|may|might) (?:i|we) (?:please |just )?(?:have|get|see|ask for|request) (?:to |with |hold of )?(?:"
                    + PERSON
                    + "|"
                    + SOMEONE
                    + ")",
            "\\bif not,? (?:then )?(?:get|give|find|bring|send) me (?:one|someone)\\b",
            "\\bi(?:'ve)? (?:have )?(?:already |just )?asked (?:you )?for (?:"
                    + HUMAN
                    + ")(?! (?:yesterday|last|before|once))",
            "\\bassign (?:an? |the )" + KIND + NOUN + NO_PERSON,
            "\\b(?:get|bring) (?:in )?your (?:human|manager|supervisor|boss)" + NO_PERSON,
            "\\bask(?:ing)? (?:you )?for (?:" + PERSON + ")"
        };
    }

    private static String[] want() {
        var wish =
                "\\b(?:want|need|prefer|like|request|demand|require|requesting|wanting|expect|insist on|rather have|looking for|require)";
        return new String[] {
            wish
                    + " (?:to have |to see |to get |to ask for |only |just |help from |assistance from |attention from )*(?:a|an|the|your|another|some|any|one of your|one of the) (?:"
                    + KIND
                    + NOUN
                    + ")"
                    + NO_PERSON
                    + NEXT,
            "(?:^|\\b(?:i|just|please|really|we) )(?:want|need) (?:"
                    + KIND
                    + NOUN
                    + ")"
                    + NO_PERSON
                    + "$",
            wish
                    + " (?:help from |assistance from )?"
                    + SOMEONE
                    + "(?:$|,| (?:human|to\\b|who|with|from|real|that can|i can|here|now|on\\b))",
            wish
                    + " (?:some )?(?:actual |real )?(?:human|live|personal) (?:help|assistance|support|contact|interaction|attention|intervention|being|touch|agent|person|advice|advisor)",
            wish
                    + " (?:actual |real )?(?:customer service|customer support|customer care)"
                    + NO_PERSON,
            "\\b(?:needs|requires|calls for) (?:" + HUMAN + "|" + SOMEONE + ")",
            "\\b(?:human|manual|person) (?:review|intervention|assistance) (?:please|by|of|needed|required)\\b",
            "\\b(?:reviewed|checked|handled|looked at|verified|answered|assessed|read|dealt with|helped|contacted|called|phoned|review|check) by (?:"
                    + HUMAN
                    + "|"
                    + SOMEONE
                    + ")",
            "^(?:please |i want |i need |some )?(?:human|live|real)(?: human)? (?:help|assistance|support|contact|chat|operator)(?: please| now| needed)?$",
            "\\bassistance from (?:" + PERSON + "|" + SOMEONE + ")",
            "\\b(?:start|switch to|open|do|use|begin|want|need|try) (?:a |the )?live ?chat\\b"
        };
    }

    private static String[] act() {
        var ask =
                "\\b(?:can|could|would|will|may|should|might|must|let|have|want|need|if|when can|when will|when is|ask|so that|get|make)";
        return new String[] {
            ask
                    + " (?:please )?(?:"
                    + HUMAN
                    + "|"
                    + SOMEONE
                    + "|"
                    + PERSON
                    + ")(?: (?:from|in|on|at|of|over) [\\w' ]{2,30}?)?"
                    + CARE,
            ask
                    + " (?:please )?(?:"
                    + HUMAN
                    + ")(?: (?:please|actually|just|kindly))? (?:help|explain|tell|fix|talk|speak|chat|take|do|write|confirm|see|come)\\b",
            ask
                    + " (?:someone|somebody|anyone|anybody) (?:from|in|on|at) (?:your|the) [\\w ]{2,30}? (?:help|explain|tell|fix|talk|speak|reach|confirm|come)\\b",
            "\\b(?:someone|somebody) (?:from [\\w ]{2,30} )?(?:needs|has|must|should|better|please)(?: to)?"
                    + CARE,
            "^(?:someone|somebody) (?:please )?(?:help|call|contact|answer)(?: me)?\\b",
            "\\b(?:a|an|real|actual|live) (?:real |actual |live )?(?:person|human|human being|agent) (?:answers?|replies|responds|picks up|calls me|helps me)\\b",
            "\\bplease (?:someone|somebody) (?:please )?(?:help|call|contact|answer)\\b",
            "\\b(?:get|want) (?:someone|somebody|anyone|some human) (?:to|who) ",
            "\\b(?:get|want) (?:someone|somebody) (?:human|real)\\b",
            "\\b(?:colleague|human|person|agent|someone|somebody|anyone) (?:of yours |here |there |else )?(?:who|that) (?:can|could|might|is able|knows|will|actually)\\b"
        };
    }

    private static String[] there() {
        return new String[] {
            "\\b(?:is|are|isn't|aren't|isnt|arent)(?: there)? (?:no )?(?:"
                    + HUMAN
                    + ")(?: from your team)? (?:there|here|available(?! (?:on|in))|left|online|around|free|i can|i could|we can|to|who|that|on duty|working (?:at|here|there)|behind|reading|in charge|nearby|right now|now|$)",
            "\\b(?:is|are|isn't|aren't)(?: there)? (?:someone|somebody|anyone|anybody|any one) (?:else |real |human |actually |competent )*(?:there|here|available|online|around|real|human|home|alive|who|i can|to (?:talk|speak|help|chat|assist)|that can|listening|reading|$)",
            "\\b(?:do|don't|does) (?:you|your company) (?:guys )?(?:even )?(?:have|employ) (?:any |some |a |an )?(?:real |live |actual |human )+(?:support )?(?:"
                    + NOUN
                    + ")(?! seats)\\b",
            "\\b(?:do|don't) you (?:guys )?have (?:someone|somebody|anyone|a person|a human|an agent)(?: \\w+)? (?:i can|i could|who|that|available|to|here|there)\\b",
            "^(?:any|some) (?:real |live |actual )?(?:humans?|people|persons?|agents?|one|body)(?: \\w+)? (?:here|there|online|available|around)\\b",
            "^(?:hello |hi )?(?:anyone|anybody|someone|somebody)(?: out)? (?:there|here|real|human|home)$",
            "\\b(?:any of your|one of your) (?:agents|people|colleagues|advisors|representatives)\\b[\\w ]{0,20}(?:free|available|online|there)\\b",
            "\\blive chat with\\b"
        };
    }

    private static String[] reach() {
        return new String[] {
            "\\b(?:reach|reaching|contacting|contact(?! person\\b)|go back to|get (?:through )?to|get (?:a )?hold of|get in touch with|get ahold of|find|see|request|message) (?:"
                    + HUMAN
                    + "|"
                    + SOMEONE
                    + ")(?! (?:is|was|for (?:emergenc)))",
            "\\b(?:i want to|i need to|i'd like to|i would like to|how (?:do|can) i|can i|could i|let me|please|trying to|where to|how to|who to|^) ?(?:contact(?! person\\b)|reach|get to|get through to|call) (?:"
                    + ANYBODY
                    + ")",
            "\\btake me to (?:" + ANYBODY + ")"
        };
    }

    private static String[] escalate() {
        return new String[] {
            "\\b(?:escalate|escalating) (?:this|it|me|my|the|that|to|now|please|immediately)\\b(?! (?:privileges?|alerts?|incidents?))",
            "^(?:please |just )?escalate(?: please| now)?$",
            "\\b(?:this|it|my \\w+|ticket|case|complaint|issue) (?:to be |needs to be |must be |should be |be )?escalated\\b(?! (?:yesterday|last|already))"
        };
    }

    /** Any wish in whose reach a person is called one without doubt. */
    private static String[] loose() {
        return new String[] {
            "\\b(?:can|could|may|would|how about|where|is there|are there|do you|want|need|like|please|let|get|give|prefer|just|rather)\\b"
                    + "(?: (?!by\\b|of\\b|on\\b|than\\b|for\\b|as\\b|if\\b|that\\b)[\\w']+){0,6} (?:an? |any |some |the |your )?"
                    + "(?:(?:real|live|actual) (?:persons?|people|humans?|agents?|representatives?|advis[eo]rs?)|humans?(?: beings?)?)"
                    + NO_PERSON
                    + NEXT
        };
    }

    private static String[] noMachine() {
        return new String[] {
            "\\b(?:don'?t|do not|don'?t wish to|no longer|not|never|won'?t|refuse to|hate|stop|will not|can'?t stand|hate|tired of|sick of|fed up with|done with|had enough of|enough of)(?: \\w+){0,3}? (?:talk|talking|speak|speaking|chat|chatting|deal|dealing|continue|continuing|interact|interacting|discuss|discussing|discuss this|type|typing|writing|communicate|communicating)(?: \\w+)? (?:to|with) "
                    + MACHINE,
            "\\b(?:don'?t|do not|no longer) (?:want|like|trust|need)(?: to use)? "
                    + MACHINE
                    + "(?! (?:in|on|for) my)",
            "\\b(?:stop|kill|disable|turn off|switch off|quit|skip|end|turn|switch|get rid of|shut (?:off|down)) (?:with )?(?:the|this|your|sending me|these|being a)(?: stupid| silly| dumb)? (?:chat ?bot|bot|robot|automated\\b)(?! (?:in|on|for) )",
            "^(?:please )?(?:no|no more|stop) (?:more )?(?:chat ?bots?|bots?|robots?|machines?|automated \\w+|ai)\\b",
            "\\b(?:won'?t|refuse to|will not|never|not going to|wouldn'?t) (?:\\w+ ){0,6}?(?:to|with) (?:a|an|this|the|your) (?:chat ?bot|bot|robot|machine|ai|computer)\\b",
            "\\b(?:human|person|someone|somebody|expert|agent|one|reviewed?|this|instead of|rather than)(?: \\w+){0,2},? (?:and )?(?:not|who isn'?t|who is not|that isn'?t|rather than|instead of) (?:talking to |typing to |by )?"
                    + MACHINE,
            "\\b(?:too \\w+|beyond|not something) for (?:a|this|the) (?:chat ?bot|bot|machine|robot|ai)\\b",
            "\\b(?:done|finished|fed up|tired|sick|enough|had it|annoyed|frustrated) (?:with|of|by) (?:talking to |chatting with )?"
                    + MACHINE,
            "\\b(?:(?:not |isn't )?getting (?:anywhere|nowhere) with|get me out of|get past|bypass|around) (?:this|the|your) (?:chat ?bot|bot|robot|machine|ai)\\b",
            "\\bunless you(?: are|'re) (?:a |an )?(?:real |actual )?(?:person|human)\\b"
        };
    }

    private static String[] bare() {
        var noun =
                "(?:(?:real|live|actual|human|customer|support|service|care|tech|technical) )*(?:humans?(?: being)?|persons?|agents?|representatives?|reps?|operators?|managers?|supervisors?"
                        + "|advis[eo]rs?|someone|somebody|anyone|(?:customer|client) (?:service|support|care|services)|(?:live|human|technical|tech) (?:support|chat)|staff)(?: (?:agent|rep|representative|please))?";
        var polite =
                "(?:please|ok|okay|hi|hello|hey|just|no|now|um|yes|bot|i said|i mean|again|wrong again|a|an|the|any|some|your|want|need|speak to|talk to|press 0 for|thanks|asap|immediately|real|human|pronto|pretty please|help|only)";
        return new String[] {
            "(?:^|^[\\w' ]{1,60}, ?)(?:"
                    + polite
                    + ",? )*"
                    + noun
                    + "(?:,? (?:"
                    + polite
                    + "|"
                    + noun
                    + "))*,?$"
        };
    }
}
