package dev.fermata.service.mail;

import com.codahale.metrics.health.HealthCheck;

/** Red in production while no SMTP server is configured; on one's own machine it only says so. */
public final class MailHealthCheck extends HealthCheck {

    private final Postman postman;
    private final boolean production;

    public MailHealthCheck(Postman postman, boolean production) {
        this.postman = postman;
        this.production = production;
    }

    @Override
    protected Result check() {
        if (postman.isReady()) {
            return Result.healthy();
        }
        String message = "No SMTP server is configured: mail waits in the queue, for three days at most";
        return production ? Result.unhealthy(message) : Result.healthy(message);
    }
}
