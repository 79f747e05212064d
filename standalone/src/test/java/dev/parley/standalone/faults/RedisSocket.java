package dev.parley.standalone.faults;

import dev.parley.embedded.EmbeddedRedis;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Talks to a Redis past its client library, one connection a command. */
record RedisSocket(String host, int port, String password) {
    static RedisSocket to(EmbeddedRedis redis) {
        return new RedisSocket(redis.host(), redis.port(), redis.password());
    }

    /** Runs a command whose words hold no spaces; returns its answer as text, or null for none. */
    @Nullable String run(String... words) throws IOException {
        var values = values(words);
        return values.isEmpty() ? null : values.getFirst();
    }

    /** Runs a command that answers with several values. */
    List<String> values(String... words) throws IOException {
        try (var socket = new Socket(host, port)) {
            socket.setSoTimeout(5_000);
            var commands = "AUTH %s\r\n%s\r\n".formatted(password, String.join(" ", words));
            socket.getOutputStream().write(commands.getBytes(StandardCharsets.UTF_8));
            var input = new DataInputStream(socket.getInputStream());
            read(input, new ArrayList<>()); // OK
            var answer = new ArrayList<String>();
            read(input, answer);
            return answer;
        }
    }

    private static void read(DataInputStream input, List<String> values) throws IOException {
        var head = line(input);
        var rest = head.substring(1);
        switch (head.charAt(0)) {
            case '+', ':' -> values.add(rest);
            case '$' -> {
                if (Integer.parseInt(rest) >= 0) {
                    var text = new byte[Integer.parseInt(rest)];
                    input.readFully(text);
                    line(input);
                    values.add(new String(text, StandardCharsets.UTF_8));
                }
            }
            case '*' -> {
                for (var left = Integer.parseInt(rest); left > 0; left--) {
                    read(input, values);
                }
            }
            default -> throw new IOException("Redis answers " + head);
        }
    }

    private static String line(DataInputStream input) throws IOException {
        var text = new StringBuilder();
        for (var next = input.readByte(); next != '\n'; next = input.readByte()) {
            if (next != '\r') {
                text.append((char) next);
            }
        }
        return text.toString();
    }
}
