package dev.parley.standalone.services;

import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.play.Player;
import dev.parley.standalone.play.PlayerSettings;
import dev.parley.standalone.play.Progress;
import dev.parley.standalone.play.Score;
import dev.parley.standalone.play.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/** Plays conversations, round after round, until it is told that it is enough. */
final class Load {
    private static final int CONVERSATIONS = 24;
    private static final int CONCURRENCY = 12;
    private static final List<List<String>> BURSTS =
            List.of(
                    List.of("Good morning!"),
                    List.of("I have a question.", "It is about my order."),
                    List.of("Which one?"),
                    List.of("Thank you."));

    private final ParleyClient client;
    private final String organization;
    private final FutureTask<List<Score>> rounds = new FutureTask<>(this::play);
    private volatile boolean enough;

    private Load(ParleyClient client, String organization) {
        this.client = client;
        this.organization = organization;
    }

    /** Begins to play in an organization of its own. */
    static Load begin(ParleyClient client, String organization) {
        var load = new Load(client, organization);
        Thread.ofPlatform().daemon().name("load").start(load.rounds);
        return load;
    }

    private List<Score> play() throws InterruptedException {
        var scores = new ArrayList<Score>();
        do {
            var scripts = new ArrayList<Script>();
            for (int number = 0; number < CONVERSATIONS; number++) {
                var conversation = "round-%d-talk-%d".formatted(scores.size(), number);
                scripts.add(new Script(organization, conversation, BURSTS));
            }
            var settings = new PlayerSettings(CONCURRENCY, Duration.ofSeconds(90));
            scores.add(new Player(client, settings).play(scripts, Progress.onStandardError()));
        } while (!enough);
        return scores;
    }

    /** Lets the round that plays end; returns how all of them went. */
    List<Score> end() throws Exception {
        enough = true;
        return rounds.get();
    }
}
