package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ReplyFacts;
import dev.parley.schemas.Plan;
import dev.parley.schemas.PlanPath;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.Reply;
import dev.parley.schemas.ReplyGrounding;
import dev.parley.schemas.ReplyKind;
import dev.parley.schemas.ReplyPath;
import dev.parley.schemas.ReplyStage;
import dev.parley.schemas.ReplyWords;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What a newer build writes, with a symbol that this one does not have, in its very bytes. */
class NewerBuildTest {
    private static final int HEADER = 10;

    private final RecordCodec codec = new RecordCodec();

    @Test
    void replyOfAKindAddedLaterIsOfANewerBuild() throws IOException {
        var bytes = withSymbol(reply(), "kind", "ReplyKind", "GREETING");

        var read = codec.decode(bytes, Reply.class);

        assertThat(read.getKind()).isEqualTo(ReplyKind.UNKNOWN);
        assertThat(read.getText()).isEqualTo("words");
        assertThat(ReplyRecords.isOfNewerBuild(read)).isTrue();
        assertThat(ReplyRecords.isOfNewerBuild(reply())).isFalse();
    }

    @Test
    void replyByAPathAddedLaterIsOfANewerBuild() throws IOException {
        var bytes = withSymbol(reply(), "path", "ReplyPath", "ORACLE");

        assertThat(ReplyRecords.isOfNewerBuild(codec.decode(bytes, Reply.class))).isTrue();
    }

    /** A fact this build does not know is none to it; the reply is processed all the same. */
    @Test
    void factAddedLaterIsNone() {
        var facts =
                new dev.parley.schemas.ReplyFacts(
                        ReplyGrounding.UNKNOWN,
                        false,
                        false,
                        ReplyWords.UNKNOWN,
                        2,
                        List.of(),
                        ReplyStage.UNKNOWN);
        var read = Reply.newBuilder(reply()).setFacts(facts).build();

        assertThat(ReplyRecords.isOfNewerBuild(read)).isFalse();
        assertThat(ReplyRecords.reply(read).metadata().facts())
                .isEqualTo(ReplyFacts.NONE.withFailures(2));
    }

    @Test
    void planWithAPathAddedLaterIsOfANewerBuild() throws IOException {
        var bytes = withSymbol(plan(), "path", "PlanPath", "ORACLE");

        assertThat(PlanRecords.isOfNewerBuild(codec.decode(bytes, Plan.class))).isTrue();
        assertThat(PlanRecords.isOfNewerBuild(plan())).isFalse();
    }

    /** The record as a build writes it whose enum has one symbol more, before UNKNOWN. */
    private byte[] withSymbol(SpecificRecord record, String field, String type, String symbol)
            throws IOException {
        var known = record.getSchema().toString();
        int enumAt = known.indexOf("\"name\":\"" + type + '"');
        int unknownAt = known.indexOf("\"UNKNOWN\"", enumAt);
        var newer =
                new Schema.Parser()
                        .parse(
                                known.substring(0, unknownAt)
                                        + '"'
                                        + symbol
                                        + "\","
                                        + known.substring(unknownAt));
        codec.learn(newer.toString());
        var generic = generic(record, newer);
        generic.put(field, new GenericData.EnumSymbol(newer.getField(field).schema(), symbol));
        return new BinaryMessageEncoder<GenericRecord>(GenericData.get(), newer)
                .encode(generic)
                .array();
    }

    private GenericRecord generic(SpecificRecord record, Schema newer) throws IOException {
        var bytes = codec.encode(record);
        return new GenericDatumReader<GenericRecord>(record.getSchema(), newer)
                .read(
                        null,
                        DecoderFactory.get()
                                .binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
    }

    private static Reply reply() {
        return Reply.newBuilder()
                .setOrganization("acme")
                .setConversation("c-1")
                .setTurnNumber(1)
                .setTurnId("t")
                .setMessageId("r1")
                .setSeq(2)
                .setOutSeq(1)
                .setFromSeq(0)
                .setThroughSeq(1)
                .setOwnershipEpoch(0)
                .setKind(ReplyKind.ANSWER)
                .setPath(ReplyPath.PLAYBOOK)
                .setText("words")
                .setMetadata(Map.of())
                .setCommittedAt(Instant.EPOCH)
                .build();
    }

    private static Plan plan() {
        return Plan.newBuilder()
                .setOrganization("acme")
                .setConversation("c-1")
                .setTurnNumber(1)
                .setTurnId("t")
                .setFromSeq(0)
                .setThroughSeq(1)
                .setOwnershipEpoch(0)
                .setPath(PlanPath.PLAYBOOK)
                .setEvidence(Map.of())
                .setConfigurationVersion(1)
                .setAllowedTools(List.of())
                .setPlannedAt(Instant.EPOCH)
                .build();
    }
}
