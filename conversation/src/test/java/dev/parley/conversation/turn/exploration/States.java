package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Turn;

/**
 * Decides which worlds are the same: those from which the same can happen. Left out is what nothing
 * reads any more (versions, dead fences, texts), and workers of a kind are sorted.
 */
final class States {
    private final Scope scope;

    States(Scope scope) {
        this.scope = scope;
    }

    Digest digest(World world) {
        var digest = new Digest();
        add(digest, world.stored());
        digest.add(world.flagged());
        world.topics().digest(digest, world.may(Fault.REPLAY));
        digest.add(world.cooldown() << 8 | world.written());
        digest.add(world.taken());
        digest.add((long) world.followed().done() << 32 | world.followed().unmarked());
        digest.add(world.budgets());
        if (scope.losesStore()) {
            add(digest, world.history(), world);
        }
        for (var group : Group.values()) {
            addPair(digest, world, group.first());
        }
        return digest;
    }

    /** Fences of before may come true again, so that they matter to the number. */
    private void add(Digest digest, History history, World world) {
        digest.add((long) history.phase().ordinal() << 32 | history.left());
        digest.add(history.erased());
        for (var commit : history.commits()) {
            var reply = commit.reply();
            long code = reply.turn() << 8 | reply.kind().ordinal() << 4 | (commit.told() ? 1 : 0);
            digest.add(code << 32 | commit.answers());
        }
        digest.add(history.relations(world.stored()));
        addFences(digest, world, world.stored());
        var past = history.past();
        if (past != null) {
            digest.add(history.relations(past));
            addFences(digest, world, past);
            add(digest, past);
        }
    }

    /** Of fences of the same claim the attempts matter, of others nothing. */
    private static void addFences(Digest digest, World world, Stored stored) {
        var turn = stored.row() == null ? null : stored.row().turn();
        if (turn == null) {
            return;
        }
        long code = turn.attempt();
        for (var worker : world.workers()) {
            boolean same =
                    worker.turn() == turn.number()
                            && worker.attempt() >>> 8 == World.fenceOf(turn) >>> 8;
            code = code << 8 | (same ? 1 + (worker.attempt() & 0xFF) : 0);
        }
        digest.add(code);
    }

    private void add(Digest digest, Stored stored) {
        var row = stored.row();
        if (row != null) {
            add(digest, row, stored);
        }
        for (var reply : stored.replies()) {
            digest.add(code(reply));
        }
        for (var parked : stored.parked()) {
            digest.add(code(parked));
        }
        digest.add(stored.positions());
        digest.add((long) stored.customers() << 32 | stored.disposed());
        digest.add(stored.done());
    }

    private void add(Digest digest, Conversation row, Stored stored) {
        var progress = row.progress();
        long code = row.status().ordinal();
        code = code << 4 | progress.lastSeq();
        code = code << 4 | progress.lastInboundSeq();
        code = code << 4 | progress.answeredThrough();
        code = code << 4 | row.turnNumber();
        code = code << 4 | row.lastOutSeq();
        code = code << 4 | Clock.code(row.dueAt());
        code = code << 1 | (row.ownership().isAi() ? 1 : 0);
        code = code << 4 | row.ownership().epoch();
        digest.add(code);
        digest.add(row.followedUp());
        var turn = row.turn();
        if (turn != null) {
            digest.add(code(turn));
            if (turn.holder() != null) {
                digest.add(Clock.code(stored.heldUntil()));
            }
        }
    }

    /** Fences are only compared for equality, so the attempt itself does not matter. */
    private long code(Turn turn) {
        long code = turn.phase().ordinal();
        code = code << 4 | turn.from();
        code = code << 4 | turn.through();
        code = code << 8 | (scope.countsBegins() ? turn.begins() : 0);
        code = code << 4 | turn.failures();
        code = code << 4 | Clock.code(turn.leaseUntil());
        code = code << 4 | Clock.code(turn.notBefore());
        code = code << 3 | (scope.countsEmissions() ? Math.min(turn.emissions(), 7) : 0);
        var away = turn.awaySince();
        code = code << 3 | (away == null ? 0 : 1 - away.toEpochMilli());
        return code << 4 | turn.ownershipEpoch();
    }

    private static long code(Disposition parked) {
        long turn = parked.turn() == null ? 0 : parked.turn();
        return 1L << 60 | parked.from() << 16 | parked.through() << 8 | turn;
    }

    private long code(Reply reply) {
        var delivery = reply.delivery();
        long code = delivery.phase().ordinal();
        code = code << 4 | reply.turn();
        code = code << 4 | reply.through();
        if (!delivery.phase().isFinal()) {
            code = code << 4 | Clock.code(delivery.until());
            code = code << 4 | reply.ownershipEpoch();
        }
        if (scope.looksAfter()) {
            code = code << 4 | reply.kind().ordinal();
            code = code << 4 | reply.ownershipEpoch();
        }
        return code;
    }

    private static void addPair(Digest digest, World world, int first) {
        long one = code(world, first);
        long other = code(world, first + 1);
        digest.add(Math.max(one, other));
        digest.add(Math.min(one, other));
    }

    private static long code(World world, int index) {
        var worker = world.worker(index);
        return worker.code(
                Group.of(index) == Group.SENDER
                        ? world.holdsItsSend(worker)
                        : world.holdsItsFence(worker));
    }
}
