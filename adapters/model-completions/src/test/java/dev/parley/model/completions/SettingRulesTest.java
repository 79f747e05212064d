package dev.parley.model.completions;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.net.URI;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingRulesTest {
    private static final SettingRules RULES = new SettingRules("parley.some");

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/v1", "http://127.0.0.1:11434/v1"})
    void addressesOfServersAreTaken(String address) {
        assertThatNoException()
                .isThrownBy(() -> RULES.requireAddress("base-url", URI.create(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/v1",
                "https://user:word@example.com/v1",
                "https://example.com/v1?api-key=1",
                "https://example.com/v1#part",
                "/v1"
            })
    void whatIsNoAddressOrHidesASecretIsRefusedUnderItsName(String address) {
        refused("base-url", () -> RULES.requireAddress("base-url", URI.create(address)));
        refused("base-url", () -> RULES.requireAddress("base-url", null));
    }

    @Test
    void limitsHoldAtTheirEdges() {
        assertThatNoException()
                .isThrownBy(() -> {
                    RULES.requireTime("timeout", Duration.ofMillis(1));
                    RULES.requirePositive("max", null);
                    RULES.requirePositive("max", 1);
                    RULES.requireTemperature("temperature", null);
                    RULES.requireTemperature("temperature", 0.0);
                    RULES.requireTemperature("temperature", 2.0);
                });
        refused("timeout", () -> RULES.requireTime("timeout", Duration.ofNanos(999_999)));
        refused("max", () -> RULES.requirePositive("max", 0));
        refused("temperature", () -> RULES.requireTemperature("temperature", 2.001));
        refused("temperature", () -> RULES.requireTemperature("temperature", Double.NaN));
    }

    private static void refused(String key, ThrowingCallable setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(setting)
                .withMessageStartingWith("parley.some." + key + " must be ");
    }
}
