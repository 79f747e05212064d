package dev.parley.ingest.http;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.LiveText;
import dev.parley.conversation.RateLimiter;
import dev.parley.conversation.audit.AuditLog;
import dev.parley.conversation.organization.KeyDirectory;
import dev.parley.conversation.organization.OrganizationRegistry;
import dev.parley.conversation.organization.Organizations;
import dev.parley.ingest.ApiKeys;
import dev.parley.ingest.ApiProperties;
import dev.parley.ingest.BudgetProperties;
import dev.parley.ingest.Budgets;
import dev.parley.ingest.Configurations;
import dev.parley.ingest.ConversationChanges;
import dev.parley.ingest.ConversationStreams;
import dev.parley.ingest.ConversationTokens;
import dev.parley.ingest.DispositionWaiter;
import dev.parley.ingest.MessageRate;
import dev.parley.ingest.OrganizationApplication;
import dev.parley.ingest.OrganizationKeys;
import dev.parley.ingest.OrganizationSetup;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the edge together. The ports come from whatever adapters are there. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ApiProperties.class, BudgetProperties.class})
class EdgeConfiguration {
    @Bean
    ApiKeys apiKeys(KeyDirectory directory, ApiProperties settings, InstantSource clock) {
        return new ApiKeys(directory, settings.operatorKeyHash(), clock);
    }

    @Bean
    ConversationTokens conversationTokens(Configurations configurations, InstantSource clock) {
        return new ConversationTokens(configurations, clock);
    }

    @Bean
    Configurations configurations(
            Organizations organizations, OrganizationRegistry registry, ApiProperties settings) {
        return new Configurations(organizations, registry, settings.publishTimeout());
    }

    @Bean
    OrganizationSetup organizationSetup(Configurations configurations) {
        return new OrganizationSetup(configurations);
    }

    @Bean
    OrganizationKeys organizationKeys(Configurations configurations, InstantSource clock) {
        return new OrganizationKeys(configurations, clock);
    }

    @Bean
    OrganizationApplication organizationApplication(Configurations configurations) {
        return new OrganizationApplication(configurations);
    }

    @Bean
    ConversationChanges conversationChanges() {
        return new ConversationChanges();
    }

    @Bean
    DispositionWaiter dispositionWaiter(
            ConversationStore store, ConversationChanges changes, ApiProperties settings) {
        return new DispositionWaiter(store, changes, settings.maxWaiting());
    }

    /** Without a way for live text there are no previews; everything else comes all the same. */
    @Bean
    ConversationStreams conversationStreams(
            ConversationStore store,
            ConversationChanges changes,
            ObjectProvider<LiveText> text,
            ApiProperties settings,
            BudgetProperties budgets,
            MeterRegistry meters) {
        return new ConversationStreams(
                store,
                changes,
                text.getIfAvailable(() -> LiveText.NONE),
                settings.streams(),
                budgets.minimumStreams(),
                meters);
    }

    /** Where no process shares its count, each counts by itself. */
    @Bean
    MessageRate messageRate(
            ApiProperties settings, ObjectProvider<RateLimiter> shared, MeterRegistry meters) {
        return new MessageRate(
                settings.rate(), shared.getIfAvailable(() -> RateLimiter.NONE), meters);
    }

    @Bean
    Budgets budgets(BudgetProperties settings, ApiProperties api, MeterRegistry meters) {
        return new Budgets(settings, api.maxWaiting(), meters);
    }

    @Bean
    WaitersEnd waitersEnd(DispositionWaiter waiter, ConversationStreams streams) {
        return new WaitersEnd(waiter, streams);
    }

    @Bean
    Access access(Organizations organizations) {
        return new Access(organizations);
    }

    @Bean
    RequestBodies requestBodies(ApiProperties settings) {
        return new RequestBodies(settings.bodyLimit(), settings.bodyTimeout());
    }

    @Bean
    AuditTrail auditTrail(AuditLog log, InstantSource clock, MeterRegistry meters) {
        return new AuditTrail(log, clock, meters);
    }

    @Bean
    ClearTextWarning clearTextWarning(ServerProperties server) {
        return new ClearTextWarning(server);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> headersInTime(
            ApiProperties settings) {
        return factory -> {
            factory.setProtocol(PatientHttp11Protocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof PatientHttp11Protocol patient) {
                    patient.setHeaderTimeout(settings.headerTimeout());
                }
            });
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsInsteadOfPages(
            ApiProperties settings) {
        return factory ->
                factory.addContextCustomizers(context -> {
                    if (context.getParent() instanceof StandardHost host) {
                        // Named too, so that the host adds no page of its own.
                        host.setErrorReportValveClass(ProblemValve.class.getName());
                        host.getPipeline().addValve(new LeftoverValve(settings.bodyTimeout()));
                        host.getPipeline().addValve(new ProblemValve());
                    }
                });
    }
}
