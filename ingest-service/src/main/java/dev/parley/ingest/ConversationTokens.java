package dev.parley.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Participant;
import dev.parley.conversation.organization.Organization;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives out tokens that let a customer's browser into one conversation for minutes, and knows them
 * again. Nothing of a token is kept: it says itself what it opens, signed with a secret of its
 * organization that every edge reads with the configuration. Another secret ends all of them.
 * Thread-safe.
 */
public final class ConversationTokens {
    /** How every token begins. */
    public static final String PREFIX = "ct_";

    private static final int VERSION = 1;
    private static final int SECRET_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "parley conversation token\n".getBytes(UTF_8);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Configurations configurations;
    private final InstantSource clock;

    public ConversationTokens(Configurations configurations, InstantSource clock) {
        this.configurations = configurations;
        this.clock = clock;
    }

    /** A token, and from when on it is refused. */
    public record Issued(String token, Instant expiresAt) {}

    /**
     * Gives one out. The first one of an organization works on the other instances once they hold
     * its secret, within a second.
     *
     * @param author whose messages it sends
     * @throws NotAcceptedException when the organization's secret may not be durable
     */
    public Issued issue(ConversationId conversation, Participant author, Duration validFor) {
        var secret = secret(conversation.organization());
        var until = clock.instant().plus(validFor).truncatedTo(ChronoUnit.SECONDS);
        var content = content(new Caller.Customer(conversation, author, until));
        var token =
                PREFIX
                        + ENCODER.encodeToString(content)
                        + "."
                        + ENCODER.encodeToString(signature(secret, content));
        return new Issued(token, until);
    }

    /** Who holds the token; empty when it is none of ours, has ended or was changed. */
    public Optional<Caller.Customer> identify(String token) {
        int dot = token.indexOf('.');
        if (!token.startsWith(PREFIX) || dot < 0) {
            return Optional.empty();
        }
        try {
            var content = DECODER.decode(token.substring(PREFIX.length(), dot));
            var signature = DECODER.decode(token.substring(dot + 1));
            return customer(content)
                    .filter(customer -> isSigned(customer, content, signature))
                    .filter(customer -> clock.instant().isBefore(customer.until()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * Ends every token of the organization: here at once, elsewhere within a second.
     *
     * @throws NotAcceptedException when that may not be durable; asking again is safe
     */
    public void endAll(String organization) {
        configurations.alone(
                organization,
                deadline -> {
                    var ended = known(organization).credentials().tokenSecret();
                    if (ended != null) {
                        var held = known(organization);
                        while (ended.equals(held.credentials().tokenSecret())) {
                            held = withNewSecret(held, deadline);
                        }
                    }
                    return organization;
                });
    }

    private String secret(String organization) {
        var held = known(organization).credentials().tokenSecret();
        return held != null
                ? held
                : configurations.alone(
                        organization, deadline -> firstSecret(organization, deadline));
    }

    private String firstSecret(String organization, long deadline) throws InterruptedException {
        var held = known(organization);
        while (true) {
            var secret = held.credentials().tokenSecret();
            if (secret != null) {
                return secret;
            }
            held = withNewSecret(held, deadline);
        }
    }

    private Organization withNewSecret(Organization held, long deadline)
            throws InterruptedException {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        var secret = Base64.getEncoder().encodeToString(bytes);
        return configurations.publish(
                held.withCredentials(held.credentials().withTokenSecret(secret)), deadline);
    }

    private Organization known(String organization) {
        return configurations
                .find(organization)
                .orElseThrow(() -> new NotAcceptedException("the organization has gone"));
    }

    private boolean isSigned(Caller.Customer customer, byte[] content, byte[] signature) {
        return configurations
                .find(customer.conversation().organization())
                .flatMap(found -> Optional.ofNullable(found.credentials().tokenSecret()))
                .filter(secret -> MessageDigest.isEqual(signature(secret, content), signature))
                .isPresent();
    }

    private static byte[] signature(String secret, byte[] content) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), ALGORITHM));
            mac.update(PURPOSE);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static byte[] content(Caller.Customer customer) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(customer.conversation().organization());
            out.writeUTF(customer.conversation().conversation());
            out.writeUTF(customer.author().id());
            var name = customer.author().name();
            out.writeUTF(name == null ? "" : name);
            out.writeLong(customer.until().getEpochSecond());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Optional<Caller.Customer> customer(byte[] content) {
        try (var in = new DataInputStream(new ByteArrayInputStream(content))) {
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            var conversation = new ConversationId(in.readUTF(), in.readUTF());
            var id = in.readUTF();
            var name = in.readUTF();
            var author = new Participant(id, name.isEmpty() ? null : name, List.of());
            var until = Instant.ofEpochSecond(in.readLong());
            return in.available() == 0
                    ? Optional.of(new Caller.Customer(conversation, author, until))
                    : Optional.empty();
        } catch (IOException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
