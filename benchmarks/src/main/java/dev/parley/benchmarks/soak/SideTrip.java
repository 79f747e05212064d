package dev.parley.benchmarks.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What clients do besides sending messages and waiting for their end. */
enum SideTrip {
    /** Somebody looks on and goes away without a word. */
    STREAM {
        @Override
        int go(Calls calls, Tenant tenant, int number) throws IOException, InterruptedException {
            return calls.look(tenant.path("v" + number) + "/stream", tenant.key(), STAY);
        }
    },
    /** A browser with a conversation token. */
    TOKEN {
        @Override
        int go(Calls calls, Tenant tenant, int number) throws IOException, InterruptedException {
            var conversation = "v" + number;
            var token = Token.of(calls, tenant, conversation);
            int read = calls.get(tenant.path(conversation), token).status();
            return read == 200
                    ? calls.look(
                            tenant.path(conversation) + "/stream?access_token=" + token, "", STAY)
                    : read;
        }
    },
    LIST {
        @Override
        int go(Calls calls, Tenant tenant, int number) throws IOException, InterruptedException {
            var list = "/v1/organizations/" + tenant.organization() + "/conversations?limit=20";
            return calls.get(list, tenant.key()).status();
        }
    },
    DOCUMENT_PUT {
        @Override
        int go(Calls calls, Tenant tenant, int number) throws IOException, InterruptedException {
            var json =
                    "{\"title\":\"Opening hours\",\"text\":\"This week, number %d, the shop opens at %d.\"}"
                            .formatted(number, 6 + number % 5);
            return calls.put(documents(tenant) + "/hours-" + number % 5, tenant.key(), json)
                    .status();
        }
    },
    DOCUMENTS_READ {
        @Override
        int go(Calls calls, Tenant tenant, int number) throws IOException, InterruptedException {
            return calls.get(documents(tenant), tenant.key()).status();
        }
    },
    WRONG_KEY {
        @Override
        int go(Calls calls, Tenant tenant, int number) throws IOException, InterruptedException {
            int status = calls.get(tenant.path("v" + number), "pk_of_nobody_" + number).status();
            return status == 401 ? 200 : status;
        }
    };

    private static final Duration STAY = Duration.ofSeconds(1);
    private static final List<SideTrip> ALL = List.of(values());

    /** The one whose turn it is. */
    static SideTrip of(int number) {
        return ALL.get(number % ALL.size());
    }

    private static String documents(Tenant tenant) {
        return "/v1/organizations/" + tenant.organization() + "/documents";
    }

    /** Does it; returns 200 when all went well, or what came instead. */
    abstract int go(Calls calls, Tenant tenant, int number)
            throws IOException, InterruptedException;

    /** Does it and notes how it went. */
    void note(Calls calls, Tenant tenant, int number, Ledger ledger) throws InterruptedException {
        try {
            int status = go(calls, tenant, number);
            if (status == 200) {
                ledger.sideTrip();
            } else {
                ledger.troubled(status, this + " was answered with " + status);
            }
        } catch (IOException e) {
            ledger.troubled(0, this + " had no answer: " + e);
        }
    }
}
