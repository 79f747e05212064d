package dev.parley.ingest.http;

/** A conversation as far as whoever asks may see it. */
sealed interface ShownConversation permits ConversationView, CustomerView {}
