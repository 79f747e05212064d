package dev.parley.ingest.http;

import dev.parley.conversation.organization.Scope;
import dev.parley.ingest.ApiKeys;
import dev.parley.ingest.ApiProperties;
import dev.parley.ingest.Budgets;
import dev.parley.ingest.ConversationTokens;
import dev.parley.ingest.CorsProperties;
import dev.parley.ingest.PublishingGate;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * Decides who comes in and what he may do, in one chain in front of every handler. Each kind of
 * credential has a provider of its own; another kind is one more bean.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** Of every answer: nothing of it is kept or guessed at by anybody between. */
    static final Map<String, String> HEADERS =
            Map.of(HttpHeaders.CACHE_CONTROL, "no-store", "X-Content-Type-Options", "nosniff");

    private static final String API = "/v1/**";
    private static final long PREFLIGHT_SECONDS = 3_600;

    @Bean
    KeyProvider keyProvider(ApiKeys keys, MeterRegistry meters) {
        return new KeyProvider(keys, meters);
    }

    @Bean
    TokenProvider tokenProvider(ConversationTokens tokens, MeterRegistry meters) {
        return new TokenProvider(tokens, meters);
    }

    @Bean
    AuthenticationManager authenticationManager(List<AuthenticationProvider> providers) {
        return new ProviderManager(providers);
    }

    @Bean
    Refusals refusals() {
        return new Refusals();
    }

    /** Methods are the handlers' matter: they say which ones there are. */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    /** A span and a timer of each filter would cost more than all filters do. */
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain everything(
            HttpSecurity http,
            AuthenticationManager credentials,
            Refusals refusals,
            Budgets budgets,
            ObjectProvider<PublishingGate> gate,
            ApiProperties settings) {
        var publishing =
                new PublishingFilter(gate.getIfAvailable(() -> PublishingGate.OPEN), refusals);
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SecurityConfiguration::headers)
                .cors(cors -> cors.configurationSource(origins(settings.cors())))
                .addFilterAt(bearer(credentials, refusals), BasicAuthenticationFilter.class)
                .addFilterAfter(new BudgetFilter(budgets, refusals), AuthorizationFilter.class)
                .addFilterAfter(publishing, BudgetFilter.class)
                .authorizeHttpRequests(SecurityConfiguration::permissions)
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.defaultsDisabled();
        HEADERS.forEach(
                (name, value) -> headers.addHeaderWriter(new StaticHeadersWriter(name, value)));
    }

    private static AuthenticationFilter bearer(
            AuthenticationManager credentials, Refusals refusals) {
        var filter = new AuthenticationFilter(credentials, new BearerConverter());
        filter.setRequestMatcher(PathPatternRequestMatcher.withDefaults().matcher(API));
        filter.setSuccessHandler((_, _, _) -> {});
        filter.setFailureHandler(new AuthenticationEntryPointFailureHandler(refusals));
        return filter;
    }

    private static void permissions(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
        for (var operation : Operations.ALL) {
            var permission = new Permission(operation.scope(), operation.forCustomers());
            requests.requestMatchers(operation.method(), operation.path()).access(permission);
            if (operation.method().equals(HttpMethod.GET)) {
                requests.requestMatchers(HttpMethod.HEAD, operation.path()).access(permission);
            }
        }
        requests.requestMatchers(API).access(new Permission(Scope.ADMIN, false));
        requests.anyRequest().permitAll();
    }

    /** Pages of other origins may ask where that is said; browsers keep the rest away. */
    private static UrlBasedCorsConfigurationSource origins(CorsProperties settings) {
        var source = new UrlBasedCorsConfigurationSource();
        if (!settings.allowedOrigins().isEmpty()) {
            var allowed = new CorsConfiguration();
            allowed.setAllowedOrigins(settings.allowedOrigins());
            allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
            allowed.setAllowedHeaders(
                    List.of(
                            HttpHeaders.AUTHORIZATION,
                            HttpHeaders.CONTENT_TYPE,
                            StreamController.LAST_EVENT_ID));
            allowed.setExposedHeaders(List.of(HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER));
            allowed.setMaxAge(PREFLIGHT_SECONDS);
            source.registerCorsConfiguration(API, allowed);
        }
        return source;
    }
}
