package dev.parley.conversation.reading;

/** The words the rules are made of: who could answer, who should not, and how one gets there. */
final class Vocabulary {
    static final String DETERMINER =
            "(?:(?:a|an|the|some|your|any|another|one of (?:your|the|you)|my account|my|this) )?";

    static final String KIND =
            "(?:(?:real|live|living|actual|human|proper|senior|different|competent|qualified|trained|dedicated|other|available"
                    + "|free|genuine|true|normal|breathing|duty|account|case|shift|customer|client|service|support|care|sales|billing"
                    + "|technical|tech|help|call|desk|cent(?:er|re)|relations|claims?|complaints?|travel|bank|store) )*";

    /** After these words a person is none: a thing, a right, an hour. */
    static final String NO_PERSON =
            "(?!'s?\\b|-|\\w|,? (?:resources?|rights|errors?|hours?|opening|times?|reviews?|numbers?|licen[cs]es?|roles?|seats?|string"
                    + "|accounts?|count|jobs?|positions?|salary|policy|policies|fees?|commission|portal|page|website|nature|body|skin"
                    + "|consumption|costs?|plan|software|tool|feature|training|interview|course|certificate|manual|listed|removed|added|registered|included|per\\b))";

    /** How a wish goes on when its object is complete: not by a further noun. */
    static final String NEXT =
            "(?=$|,| (?:to|who|that|which|on|in|at|from|for|please|now|here|right|and|or|not|with|about|i|instead|asap|today|immediately"
                    + "|because|but|as|so|ok|call|help|contact|look|review|check|handle|available|over|rather|thanks|when|if|already|there"
                    + "|this|my|me|of|by|then|tomorrow|quickly|urgently|soon|bro|mate|dude|man|dammit)\\b)";

    /** Words that name a person who could answer. */
    static final String NOUN =
            "(?:humans?(?: beings?)?|persons?|people|agents?|representatives?|reps?|operators?|advis[eo]rs?|colleagues?|co-?workers?|team ?mates?|managers?"
                    + "|supervisors?|superiors?|boss|employees?|workers?|consultants?|specialists?|experts?|technicians?"
                    + "|engineers?|associates?|assistants?|officers?|handlers?|nurses?|doctors?|owner|team ?leader?|staff(?: members?)?"
                    + "|members? of (?:your |the )?(?:staff|team|support)|crew|executives?|directors?|ceo|clerks?|attendants?|receptionists?|co-?workers?|team ?mates?|one of (?:you|your) (?:people|guys))";

    static final String PERSON = DETERMINER + KIND + NOUN + NO_PERSON;

    static final String SOMEONE =
            "(?:someone|somebody|anyone|anybody|whoever|whomever|some other person)"
                    + "(?: (?:else|real|human|competent|actual|there|here|senior|higher up|in charge))?"
                    + NO_PERSON;

    static final String DEPARTMENT =
            "(?:"
                    + DETERMINER
                    + "(?:[\\w-]+ ){0,2}(?:department|dept|team|office|division)"
                    + "|"
                    + DETERMINER
                    + "(?:(?:customer|client|technical|tech|live|human) )?(?:support|service|services|care|assistance|relations)"
                    + "|billing|sales|accounts|accounting|returns|complaints|fraud|claims|retentions?|cancellations"
                    + "|management|reception|head office|helpdesk|help desk)"
                    + NO_PERSON;

    /** With an article, whatever their trade: a fraud prevention officer. */
    private static final String TRADE =
            "(?:an?|your|the|one of your) (?:[\\w-]+ ){1,2}" + NOUN + NO_PERSON;

    static final String ANYBODY =
            "(?:" + PERSON + "|" + TRADE + "|" + SOMEONE + "|" + DEPARTMENT + ")";

    /** A person without doubt, where "someone" would say nothing. */
    static final String HUMAN =
            "(?:(?:(?:a|an|the|some|any|your|another|one of your|more) )?(?:(?:real|live|living|actual|human|proper|genuine|competent|customer|support|service|care|staff) )*"
                    + "(?:humans?(?: beings?)?|persons?|(?<=real |live |actual |your |any )people|agents?|representatives?|reps?|operators?|advis[eo]rs?|colleagues?|supervisors?"
                    + "|managers?|specialists?|consultants?|staff(?: members?)?|members? of (?:your |the )?(?:staff|team))"
                    + NO_PERSON
                    + ")";

    static final String MACHINE =
            "(?:(?:a|an|the|this|your|these|that|stupid|dumb|useless|damn|some) )*"
                    + "(?:chat ?bots?|bots?|robots?|machines?|computers?|a\\.?i|software|automat(?:ed|ic)\\b[\\w ]{0,20}|algorithms?|virtual assistant|program)\\b";

    static final String REACH =
            "(?:speak|talk|chat|converse|communicate|deal|discuss\\b[\\w' ]{1,40}?|(?:file |make |lodge )?(?:a )?complaint|complain|(?:in |into )?(?:contact|touch)|raise (?:this|it)|handl(?:e|ing) (?:this|it)|take (?:this|it) up|consult|conversation|a word|(?:phone |video )?call)"
                    + "(?: (?:directly|again|now|right now|instead|live|only|more|today|about (?:this|it|that)))*";

    static final String PASS_ON =
            "(?:(?:transferr|connect|putt|pass|hand|switch|forward|redirect|escalat|send|referr)ing|transfer|connect|reconnect|put|hand|pass|switch|forward|redirect|direct|route|send|refer|link|patch|move|bring|escalate|take)";

    static final String ALONG = "(?: (?:over|through|on|off|up|back|straight|directly|out))*";

    static final String CARE =
            "(?: (?:please|actually|just|at least|kindly|maybe|possibly|also|finally|now|then))*(?: to)?"
                    + " (?:(?:to )?(?:have|take) a (?:proper )?look|look|call|phone|ring|contact|reach|get back|get in touch|review|check|verify"
                    + "|read|reply|respond|answer|assist|handle|deal with|sort|e-?mail (?:me|us)|text me|ping me|write to me|follow up|investigate"
                    + "|mind (?:calling|phoning|looking|reaching|contacting|checking|helping|getting)|pick up (?:the|this) (?:chat|call|conversation|phone)|step in|be available|take over|join|intervene|message me|give me a (?:call|ring|bell|buzz))\\b";

    private Vocabulary() {}
}
