package dev.parley.model.openai;

import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.parley.model.completions.ApiKey;

/** Where a server looks for the key. */
enum KeyHeader {
    /** {@code Authorization: Bearer KEY}: OpenAI and most others. */
    BEARER,
    /** {@code api-key: KEY}: Azure. */
    API_KEY;

    /** Gives the key to a client that is being made. */
    void show(ApiKey key, OpenAIOkHttpClient.Builder client) {
        switch (this) {
            case BEARER -> client.apiKey(key.value());
            case API_KEY -> client.credential(AzureApiKeyCredential.create(key.value()));
        }
    }
}
