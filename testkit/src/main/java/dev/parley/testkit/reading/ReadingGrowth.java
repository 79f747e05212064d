package dev.parley.testkit.reading;

import dev.parley.conversation.reading.Effort;
import dev.parley.conversation.reading.OverrunException;
import dev.parley.conversation.reading.ReadableText;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How the work of rules grows with the text, in characters looked at: never in time. Tells which
 * readers are too slow for which text, and which readers were forgotten.
 */
public final class ReadingGrowth {
    /** A reader reads the text, on the effort. */
    public interface Reader {
        void read(String text, Effort effort);
    }

    /** Doubled text may cost so much more. */
    public static final double MOST_GROWTH = 2.6;

    /** Both below the length at which texts are cut, so that the cut hides nothing. */
    private static final int SHORT = 1_900;

    private static final int DOUBLE = 2 * SHORT;

    /**
     * What it may cost before its growth counts: rules that cut a text into pieces of some hundred
     * characters are linear in the pieces only.
     */
    private static final long SMALL = 100L * SHORT;

    private final Map<String, Reader> readers = new TreeMap<>();

    /** One more reader, by the name of its class and method. */
    public ReadingGrowth with(String name, Reader reader) {
        readers.put(name, reader);
        return this;
    }

    /**
     * Whatever grows too fast, and the dearest text of each reader if at full length it costs more
     * than half of what a reading may; one line for each.
     */
    public List<String> tooSlow(List<Filler> fillers) {
        return readers.entrySet().stream()
                .flatMap(reader -> slow(reader.getKey(), reader.getValue(), fillers))
                .toList();
    }

    private static Stream<String> slow(String name, Reader reader, List<Filler> fillers) {
        var costs = fillers.parallelStream().map(filler -> Cost.of(reader, filler)).toList();
        var dearest = costs.stream().max(Comparator.comparingLong(Cost::twice)).orElseThrow();
        long most = cost(reader, dearest.filler().text(ReadableText.LONGEST));
        return Stream.concat(
                        costs.stream().filter(Cost::grows),
                        Stream.of(dearest).filter(_ -> most > Effort.MOST / 2))
                .map(cost -> "%s: %s, %d at full length".formatted(name, cost, most));
    }

    private record Cost(Filler filler, long once, long twice) {
        static Cost of(Reader reader, Filler filler) {
            return new Cost(
                    filler, cost(reader, filler.text(SHORT)), cost(reader, filler.text(DOUBLE)));
        }

        boolean grows() {
            return twice > MOST_GROWTH * Math.max(once, SMALL);
        }
    }

    /**
     * The methods that take a text and that no reader has the name of: of the class's own package
     * all that are not private.
     *
     * @param of a class of the module whose classes are looked through
     * @param others further packages, whose public methods count
     */
    public Set<String> forgotten(Class<?> of, String... others) {
        var found = new TreeSet<>(readersIn(of, of.getPackageName(), false));
        for (var other : others) {
            found.addAll(readersIn(of, other, true));
        }
        found.removeAll(readers.keySet());
        return found;
    }

    /** The same for public methods of the class's own package. */
    public Set<String> forgottenPublic(Class<?> of) {
        var found = new TreeSet<>(readersIn(of, of.getPackageName(), true));
        found.removeAll(readers.keySet());
        return found;
    }

    private static Set<String> readersIn(Class<?> of, String name, boolean shown) {
        var found = new TreeSet<String>();
        for (var type : classes(of, name)) {
            for (var method : type.getDeclaredMethods()) {
                if (isReader(method)
                        && (!shown
                                || Modifier.isPublic(type.getModifiers())
                                        && Modifier.isPublic(method.getModifiers()))) {
                    found.add(type.getSimpleName() + "." + method.getName());
                }
            }
        }
        return found;
    }

    private static long cost(Reader reader, String text) {
        var effort = Effort.ofCharacters(Effort.MOST);
        try {
            reader.read(text, effort);
        } catch (OverrunException _) {
            return Effort.MOST;
        }
        return effort.spent();
    }

    private static boolean isReader(Method method) {
        return !Modifier.isPrivate(method.getModifiers())
                && !method.isSynthetic()
                && Arrays.stream(method.getGenericParameterTypes()).anyMatch(ReadingGrowth::isText);
    }

    private static boolean isText(Type type) {
        return type == ReadableText.class
                || type instanceof ParameterizedType many
                        && Arrays.stream(many.getActualTypeArguments())
                                .anyMatch(ReadingGrowth::isText);
    }

    private static List<Class<?>> classes(Class<?> of, String name) {
        try {
            var place = Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return classes(of, name, place);
            }
            try (var jar = FileSystems.newFileSystem(place)) {
                return classes(of, name, jar.getPath("/"));
            }
        } catch (IOException | URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException("cannot list " + name, e);
        }
    }

    private static List<Class<?>> classes(Class<?> of, String name, Path root)
            throws IOException, ClassNotFoundException {
        try (var files = Files.list(root.resolve(name.replace('.', '/')))) {
            var classes = new ArrayList<Class<?>>();
            for (var file : files.map(Path::getFileName).map(Path::toString).toList()) {
                if (file.endsWith(".class")) {
                    var simple = file.substring(0, file.length() - ".class".length());
                    classes.add(Class.forName(name + "." + simple, false, of.getClassLoader()));
                }
            }
            return classes;
        }
    }
}
