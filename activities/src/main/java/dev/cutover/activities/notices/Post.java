package dev.cutover.activities.notices;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLException;

/**
 * Sends one request and looks at nothing of the answer but its status: bodies are not read, so that none can be long, slow or
 * shown anywhere. Redirects are not followed, since what is sent is meant for one address. Nothing that is thrown here holds the
 * address (P9).
 */
final class Post {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient client;
    private final Duration patience;

    /**
     * A sender.
     *
     * @param patience how long an answer may take
     */
    Post(Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /** A request; its address may be a secret. */
    record Sent(String url, List<String> headers, byte[] body) {}

    /** What came of it: an answer, or the words that say why there is none. */
    record Answer(int status, Long retryAfterSeconds, String trouble) {}

    /** Sends it. */
    Answer send(Sent sent) throws InterruptedException {
        try {
            HttpResponse<Void> response = client.send(request(sent), answer -> new Unread());
            return new Answer(response.statusCode(), retryAfter(response), null);
        } catch (IOException e) {
            return new Answer(0, null, inWords(e));
        } catch (IllegalArgumentException e) {
            // The cause would show the address.
            return new Answer(0, null, "Its address cannot be used.");
        }
    }

    private HttpRequest request(Sent sent) {
        return HttpRequest.newBuilder(URI.create(sent.url()))
                .timeout(patience)
                .headers(sent.headers().toArray(String[]::new))
                .POST(HttpRequest.BodyPublishers.ofByteArray(sent.body()))
                .build();
    }

    /** The seconds that the receiver asks for; null when it asks for none, or names a date. */
    private static Long retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("retry-after")
                .filter(value -> value.matches("[1-9]\\d{0,8}"))
                .map(Long::valueOf)
                .orElse(null);
    }

    private String inWords(IOException failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return "It could not be reached within " + CONNECT.toSeconds() + " s.";
        }
        if (failure instanceof HttpTimeoutException) {
            return "It did not answer within " + patience.toSeconds() + " s.";
        }
        if (failure instanceof SSLException) {
            return "Its certificate or its version of TLS is not accepted.";
        }
        return failure instanceof ConnectException || unresolved(failure)
                ? "It could not be reached."
                : "The connection broke before it answered.";
    }

    private static boolean unresolved(Throwable failure) {
        return failure instanceof UnknownHostException
                || failure instanceof UnresolvedAddressException
                || (failure.getCause() != null && unresolved(failure.getCause()));
    }

    /** Takes no body, however long it is. */
    private static final class Unread implements BodySubscriber<Void> {
        @Override
        public CompletionStage<Void> getBody() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> part) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
