package dev.parley.standalone.play;

import dev.parley.standalone.client.Fate;
import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.client.UnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Plays many conversations at a time against a server, outlives the server's restarts, and in the
 * end reads every conversation back to see that nothing was lost or doubled. One use.
 */
public final class Player {
    private final ParleyClient client;
    private final PlayerSettings settings;
    private final MessageWatch watch;
    private final Tally tally = new Tally();

    public Player(ParleyClient client, PlayerSettings settings) {
        this(client, settings, MessageWatch.NOBODY);
    }

    /** One whose messages somebody watches. */
    public Player(ParleyClient client, PlayerSettings settings, MessageWatch watch) {
        this.client = client;
        this.settings = settings;
        this.watch = watch;
    }

    /**
     * Creates the organizations, plays the conversations and checks them.
     *
     * @param progress told how it goes
     * @throws dev.parley.standalone.client.RefusedException when the server refuses a request for
     *     good, for example because the key is wrong
     * @throws UnavailableException when the organizations could not be created, or the
     *     conversations not be read back, within the patience
     */
    public Score play(List<Script> scripts, Progress progress) throws InterruptedException {
        return play(scripts, progress, () -> {});
    }

    /**
     * The same, with something done between the last message's end and the reading back.
     *
     * @see #play(List, Progress)
     */
    public Score play(List<Script> scripts, Progress progress, Runnable beforeReading)
            throws InterruptedException {
        for (var organization : scripts.stream().map(Script::organization).distinct().toList()) {
            insist(() -> client.createOrganization(organization));
        }
        progress.start(tally, scripts.size());
        try {
            var performances =
                    scripts.stream()
                            .map(script ->
                                    new Performance(
                                            script, client, settings.patience(), tally, watch))
                            .toList();
            Crew.work(performances, settings.concurrency(), Performance::perform);
            beforeReading.run();
            return score(performances);
        } finally {
            progress.stop();
        }
    }

    private Score score(List<Performance> performances) throws InterruptedException {
        Queue<Finding> findings = new ConcurrentLinkedQueue<>();
        Crew.work(
                performances,
                settings.concurrency(),
                performance -> findings.addAll(audit(performance)));
        var fates = new EnumMap<Fate, Long>(Fate.class);
        for (var fate : Fate.values()) {
            fates.put(fate, tally.count(fate));
        }
        return new Score(
                tally.conversations(),
                tally.acceptedMessages(),
                refused(performances),
                fates,
                new ArrayList<>(findings),
                tally.percentileMillis(50),
                tally.percentileMillis(99),
                tally.percentileMillis(100));
    }

    private List<Finding> audit(Performance performance) throws InterruptedException {
        var script = performance.script();
        var stored =
                new Patience(settings.patience())
                        .insist(() ->
                                client.conversation(script.organization(), script.conversation()));
        return Audit.check(performance.played(), stored.orElse(null)).stream()
                .map(finding -> finding.in(script))
                .toList();
    }

    private static long refused(Collection<Performance> performances) {
        return performances.stream()
                .flatMap(performance -> performance.played().stream())
                .filter(message -> !message.accepted())
                .count();
    }

    private void insist(Runnable call) throws InterruptedException {
        new Patience(settings.patience())
                .insist(() -> {
                    call.run();
                    return true;
                });
    }
}
