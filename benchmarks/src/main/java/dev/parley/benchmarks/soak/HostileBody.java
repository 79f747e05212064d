package dev.parley.benchmarks.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Ways to spoil a body of JSON. */
enum HostileBody {
    EMPTY((_, _) -> ""),
    TRUNCATED((json, random) -> json.substring(0, random.nextInt(json.length()))),
    NO_OBJECT((json, random) ->
            HostileText.pick(
                    random, "[" + json + "]", "null", "true", "0", "\"\"", "[]", "{}", "[[", "]")),
    WRONG_TYPE((json, random) -> value(json, random, HostileBody.otherType(random))),
    HUGE_NUMBER((json, random) -> value(json, random, HostileBody.number(random))),
    DEEP((json, random) -> {
        int depth = HostileText.pick(random, 20, 1_000, 20_000);
        return HostileText.pick(
                random,
                "[".repeat(depth),
                "{\"a\":".repeat(depth / 5) + "1",
                value(json, random, "[".repeat(depth) + "]".repeat(depth)));
    }),
    DUPLICATE_KEYS((json, _) -> json.substring(0, json.length() - 1) + "," + json.substring(1)),
    UNKNOWN_FIELD((json, random) ->
            "{\"%s\":1,"
                            .formatted(
                                    HostileText.pick(
                                            random,
                                            "__proto__",
                                            "@class",
                                            "",
                                            "a.b",
                                            "organization"))
                    + json.substring(1)),
    HUGE_KEY((json, random) ->
            "{\"" + "k".repeat(1 + random.nextInt(60_000)) + "\":1," + json.substring(1)),
    HUGE_VALUE((json, random) -> string(json, random, "v".repeat(1 + random.nextInt(60_000)))),
    NUL((json, random) -> string(json, random, "a\\u0000b")),
    RAW_CONTROLS((json, random) -> string(json, random, "a\u0000\u0001\r\nb")),
    LINE_BREAKS((json, random) -> string(json, random, "a\\r\\nX-Planted: 1\\u2028b")),
    LONE_SURROGATES((json, random) ->
            string(
                    json,
                    random,
                    HostileText.pick(random, "\\ud800", "\\udfff\\ud800", "a\\uDC00"))),
    BROKEN_ESCAPES((json, random) ->
            string(json, random, HostileText.pick(random, "\\u12", "\\x41", "\\", "\\ud83d\\u"))),
    HIDDEN_NAMES((json, random) ->
            string(
                    json,
                    random,
                    HostileText.pick(random, "\u200b", "a\u202eb", "\u3164", " ", ""))),
    TRAILING((json, random) -> json + HostileText.pick(random, "}", json, " null", "\u0000", ",")),
    COMMENTS((json, _) -> "/* a */" + json.replace("{", "{ // b\n")),
    TOO_LARGE((json, random) -> string(json, random, "v".repeat(70_000 + random.nextInt(200_000)))),
    /** Spoiled below the characters: their bytes. */
    BYTES((json, _) -> json);

    private static final Pattern VALUE =
            Pattern.compile("(?<=:)(?:\"[^\"]*\"|[0-9]+|true|\\[[^\\]]*\\])");
    private static final Pattern STRING = Pattern.compile("(?<=:\")[^\"]*(?=\")");
    private static final byte[][] NO_UTF_8 = {
        {(byte) 0xff},
        {(byte) 0xc0, (byte) 0xa2},
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
        {(byte) 0xe2, (byte) 0x82},
        {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80}
    };

    private final BiFunction<String, Random, String> spoiling;

    HostileBody(BiFunction<String, Random, String> spoiling) {
        this.spoiling = spoiling;
    }

    /** Spoils an object; the same way for the same state of the source. */
    byte[] spoil(String json, Random random) {
        return this == BYTES ? bytes(json, random) : spoiling.apply(json, random).getBytes(UTF_8);
    }

    private static byte[] bytes(String json, Random random) {
        return switch (random.nextInt(5)) {
            case 0 ->
                    planted(
                            json.getBytes(UTF_8),
                            NO_UTF_8[random.nextInt(NO_UTF_8.length)],
                            random);
            case 1 -> ("\ufeff" + json).getBytes(UTF_8);
            case 2 -> json.getBytes(random.nextBoolean() ? UTF_16 : UTF_16LE);
            case 3 -> string(json, random, "\u00e4\u00f6").getBytes(ISO_8859_1);
            default -> {
                var noise = new byte[1 + random.nextInt(4_096)];
                random.nextBytes(noise);
                yield noise;
            }
        };
    }

    private static byte[] planted(byte[] body, byte[] piece, Random random) {
        int at = random.nextInt(body.length);
        var planted = new byte[body.length + piece.length];
        System.arraycopy(body, 0, planted, 0, at);
        System.arraycopy(piece, 0, planted, at, piece.length);
        System.arraycopy(body, at, planted, at + piece.length, body.length - at);
        return planted;
    }

    private static String otherType(Random random) {
        return HostileText.pick(
                random,
                "null",
                "true",
                "7",
                "-0.5",
                "{}",
                "[]",
                "[null]",
                "\"x\"",
                "{\"id\":[]}",
                "[[\"a\"]]",
                "NaN");
    }

    private static String number(Random random) {
        return HostileText.pick(
                random,
                "9".repeat(60),
                "9".repeat(5_000),
                "-9223372036854775809",
                "1e999999999",
                "1e-999999999",
                "0." + "0".repeat(1_000) + "1",
                "-1",
                "2147483648",
                "00",
                "1.");
    }

    private static String value(String json, Random random, String other) {
        return replaced(VALUE, json, random, other);
    }

    private static String string(String json, Random random, String other) {
        return replaced(STRING, json, random, other);
    }

    /** The same with one of the places the pattern finds replaced. */
    private static String replaced(Pattern places, String json, Random random, String other) {
        var found = places.matcher(json).results().toList();
        if (found.isEmpty()) {
            return json + ',' + other;
        }
        var place = found.get(random.nextInt(found.size()));
        return json.substring(0, place.start()) + other + json.substring(place.end());
    }
}
