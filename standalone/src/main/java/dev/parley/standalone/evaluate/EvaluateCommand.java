package dev.parley.standalone.evaluate;

import picocli.CommandLine.Command;

/** Groups the evaluations; each is a command below it. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Measures decisions on a labelled file of your own, without a running Parley.",
        subcommands = {EscalationCommand.class})
public final class EvaluateCommand {}
