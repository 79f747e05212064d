package dev.parley;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.reading.Phrases;
import dev.parley.conversation.reading.ReadableText;
import dev.parley.conversation.reading.ReadingThreads;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** Holds the directions between modules, and what no class of ours may do. */
@AnalyzeClasses(packages = "dev.parley", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    private static final String[] TECHNOLOGY = {
        "org.apache.kafka..",
        "java.sql..",
        "javax.sql..",
        "org.springframework..",
        "io.lettuce..",
        "org.sqlite..",
        "org.postgresql..",
        "com.zaxxer..",
        "org.apache.lucene..",
        "dev.langchain4j.."
    };

    @ArchTest
    static final ArchRule theDomainKnowsNoTechnology =
            noClasses()
                    .that()
                    .resideInAPackage("dev.parley.conversation..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(TECHNOLOGY)
                                    .or(
                                            resideInAPackage("dev.parley..")
                                                    .and(
                                                            resideOutside(
                                                                    "dev.parley.conversation.."))));

    @ArchTest
    static final ArchRule schemasKnowAvroAlone =
            noClasses()
                    .that()
                    .resideInAPackage("dev.parley.schemas..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(TECHNOLOGY)
                                    .or(
                                            resideInAPackage("dev.parley..")
                                                    .and(resideOutside("dev.parley.schemas.."))));

    @ArchTest
    static final ArchRule theRuntimeKnowsNoConversation =
            noClasses()
                    .that()
                    .resideInAPackage("dev.parley.runtime..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("org.springframework..")
                                    .or(
                                            resideInAPackage("dev.parley..")
                                                    .and(
                                                            resideOutside(
                                                                    "dev.parley.runtime..",
                                                                    "dev.parley.schemas.."))));

    @ArchTest
    static final ArchRule filesKnowTheDomainAlone =
            noClasses()
                    .that()
                    .resideInAPackage("dev.parley.files..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(TECHNOLOGY)
                                    .or(
                                            resideInAPackage("dev.parley..")
                                                    .and(
                                                            resideOutside(
                                                                    "dev.parley.files..",
                                                                    "dev.parley.conversation.."))));

    @ArchTest
    static final ArchRule storesLocksAndModelsKnowNoKafka =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.parley.store..",
                            "dev.parley.redis..",
                            "dev.parley.model..",
                            "dev.parley.documents..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.kafka..", "dev.parley.kafka..", "dev.parley.runtime..");

    @ArchTest static final ArchRule ingestSeesNoOtherService = seesNoOther("dev.parley.ingest..");

    @ArchTest static final ArchRule plannerSeesNoOtherService = seesNoOther("dev.parley.planner..");

    @ArchTest
    static final ArchRule executorSeesNoOtherService = seesNoOther("dev.parley.executor..");

    @ArchTest
    static final ArchRule postProcessorSeesNoOtherService =
            seesNoOther("dev.parley.postprocessor..");

    @ArchTest
    static final ArchRule aServicesRootPackageKnowsNoTechnology =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.parley.ingest",
                            "dev.parley.planner",
                            "dev.parley.executor",
                            "dev.parley.postprocessor")
                    .and()
                    .haveSimpleNameNotEndingWith("Application")
                    .and()
                    .haveSimpleNameNotEndingWith("Configuration")
                    .and()
                    .haveSimpleNameNotEndingWith("Properties")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(TECHNOLOGY);

    @ArchTest
    static final ArchRule configurationIsPackagePrivate =
            classes()
                    .that()
                    .areAnnotatedWith(Configuration.class)
                    .or()
                    .areAnnotatedWith(AutoConfiguration.class)
                    .should()
                    .bePackagePrivate();

    @ArchTest
    static final ArchRule namesSayWhatAClassDoes =
            noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager|Base)");

    @ArchTest
    static final ArchRule nothingIsCommon =
            noClasses().should().resideInAnyPackage("..common..", "..util..", "..utils..");

    @ArchTest
    static final ArchRule standardStreamsAreForCommandsOnly =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("dev.parley.standalone..", "dev.parley.benchmarks..")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err");

    private static final String SHOWING_OR_CARRYING =
            "dev\\.parley\\."
                    + "(ingest\\.http\\.(ConversationView|Explanation|ExplanationSteps)"
                    + "|kafka\\.ReplyRecords"
                    + "|postprocessor\\.ReplyEvent)"
                    + "(\\$.*)?";

    /** What code decides by has a type; texts are shown to people, or carried to where they are. */
    @ArchTest
    static final ArchRule textsOfMetadataAreForPeople =
            noClasses()
                    .that()
                    .doNotBelongToAnyOf(ReplyMetadata.class)
                    .and()
                    .haveNameNotMatching(SHOWING_OR_CARRYING)
                    .should()
                    .accessTargetWhere(readsTheDetail());

    /** Where texts of customers, models and documents are read by rules. */
    private static final String[] READING = {
        "dev.parley.conversation.reading..",
        "dev.parley.planner..",
        "dev.parley.executor..",
        "dev.parley.postprocessor.."
    };

    /** So that whatever a pattern runs over is bounded, counted, and can be ended. */
    @ArchTest
    static final ArchRule patternsRunOverReadableTextAlone =
            noClasses()
                    .that()
                    .resideInAnyPackage(READING)
                    .and()
                    .doNotBelongToAnyOf(ReadableText.class)
                    .should()
                    .callMethodWhere(runsAPattern())
                    .because("it may be given a String, which nothing bounds");

    @ArchTest
    static final ArchRule rulesTakeNoString =
            noMethods()
                    .that()
                    .areNotPrivate()
                    .and()
                    .doNotHaveName("valueOf")
                    .and(DescribedPredicate.not(shareThreads()))
                    .and()
                    .areDeclaredInClassesThat(arePublicReaders().or(useAPattern()))
                    .should(takeAString());

    /** What these are given as a String is the organization whose texts they read. */
    private static DescribedPredicate<JavaMethod> shareThreads() {
        return DescribedPredicate.describe(
                "share threads between organizations",
                method ->
                        method.getOwner().isEquivalentTo(ReadingThreads.class)
                                || method.getRawParameterTypes().stream()
                                        .anyMatch(
                                                type -> type.isEquivalentTo(ReadingThreads.class)));
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheDetail() {
        return DescribedPredicate.describe(
                "is the detail of a reply's metadata",
                access ->
                        access.getTargetOwner().isEquivalentTo(ReplyMetadata.class)
                                && access.getTarget().getName().equals("detail"));
    }

    private static DescribedPredicate<JavaMethodCall> runsAPattern() {
        return DescribedPredicate.describe(
                "runs a pattern over what it is given, other than once at the start",
                call -> {
                    var name = call.getTarget().getName();
                    var owner = call.getTargetOwner();
                    boolean byPattern =
                            owner.isEquivalentTo(Pattern.class)
                                    && Set.of(
                                                    "matcher",
                                                    "matches",
                                                    "split",
                                                    "splitWithDelimiters",
                                                    "splitAsStream",
                                                    "asPredicate",
                                                    "asMatchPredicate")
                                            .contains(name);
                    boolean byString =
                            owner.isEquivalentTo(String.class)
                                    && Set.of(
                                                    "matches",
                                                    "split",
                                                    "splitWithDelimiters",
                                                    "replaceAll",
                                                    "replaceFirst")
                                            .contains(name);
                    return (byPattern || byString)
                            && !call.getOrigin().getName().equals("<clinit>");
                });
    }

    /** What the rules for the services' texts are called by. */
    private static DescribedPredicate<JavaClass> arePublicReaders() {
        return resideInAnyPackage(
                        "dev.parley.conversation.reading", "dev.parley.postprocessor.title")
                .and(
                        DescribedPredicate.describe(
                                "are public and no text themselves",
                                type ->
                                        type.getModifiers().contains(JavaModifier.PUBLIC)
                                                && !type.isEquivalentTo(ReadableText.class)
                                                && !type.isEquivalentTo(Phrases.class)));
    }

    private static DescribedPredicate<JavaClass> useAPattern() {
        return resideInAnyPackage(READING)
                .and(
                        DescribedPredicate.describe(
                                "have a pattern, and make none of what they are given",
                                type ->
                                        type.getFields().stream()
                                                        .anyMatch(field ->
                                                                field.getRawType()
                                                                        .isEquivalentTo(
                                                                                Pattern.class))
                                                && !type.getSimpleName().equals("Rule")
                                                && !type.isEquivalentTo(ReadableText.class)));
    }

    private static ArchCondition<JavaMethod> takeAString() {
        return new ArchCondition<>("take a text as a String") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean takes =
                        method.getParameterTypes().stream()
                                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                                .anyMatch(type ->
                                        type.isEquivalentTo(String.class)
                                                || type.isEquivalentTo(CharSequence.class));
                events.add(new SimpleConditionEvent(method, takes, method.getFullName()));
            }
        };
    }

    private static ArchRule seesNoOther(String service) {
        GivenClassesConjunction own = noClasses().that().resideInAPackage(service);
        return own.should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                        "dev.parley.ingest..",
                                        "dev.parley.planner..",
                                        "dev.parley.executor..",
                                        "dev.parley.postprocessor..",
                                        "dev.parley.standalone..",
                                        "dev.parley.store..",
                                        "dev.parley.redis..",
                                        "dev.parley.embedded..")
                                .and(resideOutside(service)));
    }

    private static DescribedPredicate<JavaClass> resideOutside(String... packages) {
        return JavaClass.Predicates.resideOutsideOfPackages(packages);
    }
}
