package dev.parley.standalone.play;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The conversations of a file.
 *
 * @param all in the order they are played
 * @param renamed ids that Parley would refuse, with the ones used instead
 */
public record Scripts(List<Script> all, Map<String, String> renamed) {
    /** Names the file that Parley brings along instead of one on disk. */
    public static final String SAMPLE = "sample";

    private static final String SAMPLE_RESOURCE = "/dev/parley/standalone/play/sample.jsonl";

    public Scripts {
        all = List.copyOf(all);
        renamed = Map.copyOf(renamed);
    }

    /**
     * Reads a JSON Lines file, gzipped if its name ends in {@code .gz}.
     *
     * @param file path of the file, or {@link #SAMPLE}
     * @param organization where all conversations are played; empty for the organization that each
     *     line names
     * @param limit stops after so many conversations
     * @throws ScriptException naming the line and what is wrong with it
     */
    public static Scripts read(String file, String organization, int limit) {
        try (var lines = open(file)) {
            var parser = new ScriptParser(file, organization);
            var scripts = new ArrayList<Script>();
            String line;
            while (scripts.size() < limit && (line = lines.readLine()) != null) {
                parser.parse(line).ifPresent(scripts::add);
            }
            if (scripts.isEmpty()) {
                throw new ScriptException(file + " holds no conversations");
            }
            return new Scripts(scripts, parser.renamed());
        } catch (NoSuchFileException e) {
            throw new ScriptException("there is no file " + file);
        } catch (ZipException e) {
            throw new ScriptException(file + " is named .gz but is not gzipped: " + e.getMessage());
        } catch (CharacterCodingException e) {
            throw new ScriptException(file + " is not UTF-8 text");
        } catch (IOException e) {
            throw new ScriptException("cannot read " + file + ": " + e.getMessage());
        }
    }

    /** The same conversations in an order that the seed decides. */
    public Scripts shuffled(long seed) {
        var order = new ArrayList<>(all);
        Collections.shuffle(order, new Random(seed));
        return new Scripts(order, renamed);
    }

    /**
     * The same conversations under ids of their own, so that a server that knows them plays them
     * anew.
     */
    public Scripts inRun(String run) {
        return new Scripts(
                all.stream()
                        .map(script ->
                                new Script(
                                        script.organization(),
                                        script.conversation() + "." + run,
                                        script.bursts()))
                        .toList(),
                renamed);
    }

    private static BufferedReader open(String file) throws IOException {
        var path = Path.of(file);
        if (file.equals(SAMPLE) && !Files.exists(path)) {
            var sample = Scripts.class.getResourceAsStream(SAMPLE_RESOURCE);
            if (sample == null) {
                throw new NoSuchFileException(SAMPLE_RESOURCE);
            }
            return reader(sample);
        }
        var raw = Files.newInputStream(path);
        try {
            return reader(file.endsWith(".gz") ? new GZIPInputStream(raw, 64 * 1024) : raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static BufferedReader reader(InputStream input) {
        return new BufferedReader(
                new InputStreamReader(input, StandardCharsets.UTF_8.newDecoder()));
    }
}
