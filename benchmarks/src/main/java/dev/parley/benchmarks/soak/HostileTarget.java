package dev.parley.benchmarks.soak;

import java.util.Locale;
import java.util.Random;

/** What a request line may hold and should not. */
final class HostileTarget {
    private HostileTarget() {}

    /** One of the segments after {@code /v1} becomes what no id is. */
    static String spoiled(String target, Random random) {
        var segments = target.split("/", -1);
        segments[2 + random.nextInt(Math.max(1, segments.length - 2))] = segment(random);
        return String.join("/", segments);
    }

    private static String segment(Random random) {
        return HostileText.pick(
                random,
                "%2e%2e",
                "..",
                ".",
                "",
                "%00",
                "a%00b",
                "a%0d%0aSet-Cookie:%20x=1",
                "a%0Ab",
                "%2f",
                "a%2fb",
                "%5c",
                "a\\b",
                "%ff%fe",
                "%c0%ae%c0%ae",
                "%ed%a0%80",
                "%zz",
                "%",
                "%2",
                "a;b=c",
                ";",
                "a%3bb",
                "%25",
                "%252e%252e",
                "*",
                "~",
                "~1",
                "a~0",
                "a~9999999999",
                "a".repeat(64),
                "A".repeat(129),
                "a".repeat(9_000),
                "\u00e4",
                "%e2%80%ae",
                "%f0%9f%98%80",
                "null",
                "-1",
                "{organization}",
                "${jndi:ldap://127.0.0.1/a}",
                "%7B%7D",
                "'%20OR%201=1--",
                "a%20b",
                "a+b",
                "a\u0001b");
    }

    static String added(Random random) {
        return HostileText.pick(
                random,
                "/",
                "//",
                "/..",
                "/../..",
                "/.",
                "/%2e%2e/",
                ";a=b",
                "/;",
                "?",
                "#a",
                "/%00",
                ".json",
                "%20",
                "/\\..");
    }

    static String otherForm(String target, Random random) {
        return HostileText.pick(
                random,
                "*",
                "http://elsewhere.example" + target,
                "HTTP://127.0.0.1" + target,
                "elsewhere.example:443",
                target.substring(1),
                "/" + target,
                "/" + target.substring(1).replace("/", "//"),
                target.toUpperCase(Locale.ROOT),
                target.replace("/v1", "/v1/../v1"),
                target.replace("/v1", "/V2"),
                "/actuator/env",
                "/actuator/health/../env",
                "/actuator/health/%2e%2e",
                "/error",
                "/",
                "/favicon.ico",
                target + " x",
                "");
    }

    static String query(Random random) {
        var name =
                HostileText.pick(
                        random,
                        "limit",
                        "cursor",
                        "status",
                        "needsProcessing",
                        "wait",
                        "conversation",
                        "customer",
                        "shared",
                        "all",
                        "dryRun",
                        "access_token",
                        "organization",
                        "cause",
                        "stage",
                        "state",
                        "since",
                        "until",
                        "olderThan",
                        "force",
                        "");
        var value = queryValue(random);
        var query = "?" + name + "=" + value;
        return random.nextInt(4) == 0 ? query + "&" + name + "=" + queryValue(random) : query;
    }

    private static String queryValue(Random random) {
        return HostileText.pick(
                random,
                "",
                "-1",
                "0",
                "1",
                "201",
                "2147483648",
                "99999999999999999999999",
                "1e9",
                "0x10",
                "NaN",
                "%00",
                "a%00b",
                "a%0d%0ab",
                "%zz",
                "%",
                "%ff",
                "%ed%a0%80",
                "true",
                "false",
                "TRUE",
                "open",
                "erased",
                "erase",
                "\u00e4",
                "AAAA",
                "eyJhIjoxfQ",
                "////////",
                "%5B%5D",
                "a".repeat(200),
                "a".repeat(5_000),
                "2026-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z",
                "%2B999999999-12-31T23:59:59.999999999Z",
                "9999-12-31T23:59:59Z",
                "2026-02-30T00:00:00Z",
                "%25_%25",
                "'%20OR%20'1'='1",
                "\u0663");
    }

    static String method(Random random) {
        return HostileText.pick(
                random,
                "GET",
                "HEAD",
                "POST",
                "PUT",
                "DELETE",
                "PATCH",
                "OPTIONS",
                "TRACE",
                "CONNECT",
                "PROPFIND",
                "get",
                "X".repeat(2_000),
                "G\u0000T",
                "");
    }
}
