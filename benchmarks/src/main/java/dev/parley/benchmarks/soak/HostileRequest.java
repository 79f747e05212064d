package dev.parley.benchmarks.soak;

import static dev.parley.benchmarks.soak.HostileText.pick;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/**
 * One hostile request. It depends on the seed and its number alone, so that each can be sent again
 * by itself.
 *
 * @param kind what is wrong with it
 * @param organization whom it is about
 */
record HostileRequest(
        int index, String kind, String organization, HostileCaller caller, RawRequest raw) {
    /** What they are about; hostile to nobody but themselves. */
    static final List<String> ORGANIZATIONS =
            List.of("fuzz-one", "fuzz-two", "fuzz-three", "fuzz-four");

    /** So many requests in a row are about one conversation, which reads all that came before. */
    private static final int TOGETHER = 8;

    /** Makes one. */
    static HostileRequest of(long seed, int index) {
        var random = new Random(seed * 1_000_003 + index);
        random.nextInt(); // the first numbers of seeds that lie close are much alike
        random.nextInt();
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> text(index, random);
            case 5, 6, 7 -> body(index, random);
            default -> address(index, random);
        };
    }

    /** The line about it that names no key and no text. */
    String line() {
        var target = raw.target();
        return "%s as %s: %s %s, %,d bytes"
                .formatted(
                        kind,
                        caller,
                        printable(raw.method()),
                        printable(target),
                        raw.body().length);
    }

    /** It, with the credential it is to carry. */
    RawRequest with(String key) {
        return key.isEmpty() || raw.has("authorization")
                ? raw
                : raw.with("Authorization: Bearer " + key);
    }

    private static HostileRequest text(int index, Random random) {
        var kind = HostileText.any(random);
        var text = kind.write(random);
        var operation =
                pick(
                        random,
                        Operation.SEND_MESSAGE,
                        Operation.SEND_MESSAGE,
                        Operation.SEND_MESSAGE,
                        Operation.SEND_MESSAGE,
                        Operation.SEND_MESSAGE,
                        Operation.SEND_MESSAGE,
                        Operation.SEND_MESSAGE,
                        Operation.SEND_MESSAGE,
                        Operation.SEND_REPLY,
                        Operation.PUT_DOCUMENT,
                        Operation.CONFIGURE,
                        Operation.ISSUE_TOKEN);
        return made(
                "text %s in %s".formatted(kind, operation),
                index,
                operation,
                request(operation, index, random)
                        .withBody(bodyWith(operation, index, text, random)));
    }

    /** A body that is all right but for what a text in it says. */
    private static byte[] bodyWith(Operation operation, int index, String text, Random random) {
        var quoted = Json.quoted(text);
        var shorter = Json.quoted(shortened(text, 200));
        var json =
                switch (operation) {
                    case SEND_REPLY ->
                            "{\"text\":%s,\"author\":{\"id\":\"kim\",\"name\":%s}}"
                                    .formatted(quoted, shorter);
                    case PUT_DOCUMENT ->
                            "{\"title\":%s,\"text\":%s}"
                                    .formatted(shorter, Json.quoted(shortened(text, 4_000)));
                    case CONFIGURE ->
                            "{\"name\":\"Acme\",\"humanPhrases\":[%s],\"closingPhrases\":[%s],\"agents\":[{\"id\":\"desk\",\"name\":\"Desk\",\"instructions\":%s}]}"
                                    .formatted(shorter, shorter, quoted);
                    case ISSUE_TOKEN ->
                            "{\"author\":{\"id\":%s,\"name\":%s}}".formatted(shorter, shorter);
                    default ->
                            "{\"id\":\"m%d\",\"text\":%s,\"author\":{\"id\":\"ada\"%s}}"
                                    .formatted(
                                            index,
                                            quoted,
                                            random.nextInt(4) == 0 ? ",\"name\":" + shorter : "");
                };
        return json.getBytes(UTF_8);
    }

    private static HostileRequest body(int index, Random random) {
        var kind = pick(random, HostileBody.values());
        var operation = pick(random, Operation.WITH_BODY.toArray(Operation[]::new));
        var request = request(operation, index, random);
        var spoiled = request.withBody(kind.spoil(operation.body(), random));
        return made(
                "body %s in %s".formatted(kind, operation),
                index,
                operation,
                random.nextInt(10) == 0
                        ? spoiled.with("Content-Length: 5000").cutShort()
                        : spoiled);
    }

    private static HostileRequest address(int index, Random random) {
        var kind = pick(random, HostileAddress.values());
        var operation = pick(random, Operation.values());
        var request = kind.spoil(request(operation, index, random), random);
        var caller =
                random.nextInt(8) == 0
                        ? pick(random, HostileCaller.STRANGER, HostileCaller.NOBODY)
                        : operation.caller();
        return new HostileRequest(
                index,
                "address %s of %s".formatted(kind, operation),
                organization(index),
                caller,
                request);
    }

    private static HostileRequest made(
            String kind, int index, Operation operation, RawRequest request) {
        return new HostileRequest(index, kind, organization(index), operation.caller(), request);
    }

    private static RawRequest request(Operation operation, int index, Random random) {
        return operation.request(
                organization(index), "c" + index / TOGETHER, name(operation, random));
    }

    private static String name(Operation operation, Random random) {
        return switch (operation) {
            case PUT_DOCUMENT, REMOVE_DOCUMENT -> "d" + random.nextInt(20);
            case EXPLAIN -> "m" + random.nextInt(1_000);
            case END_KEY -> "0123abcd";
            default -> "0123456789abcdef0123456789abcdef";
        };
    }

    private static String organization(int index) {
        return ORGANIZATIONS.get(index / TOGETHER % ORGANIZATIONS.size());
    }

    private static String shortened(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    private static String printable(String text) {
        return shortened(text, 120).replaceAll("[^\\x21-\\x7e]", "?");
    }
}
