package dev.tercet.cli.doctor;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Until when certificates are good, and how far a member's clock is from ours. */
final class Dates {
    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration APART = Duration.ofSeconds(2);
    private static final Duration FAR_APART = Duration.ofMinutes(1);
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final Clock clock;

    Dates(Clock clock) {
        this.clock = clock;
    }

    List<Finding> certificates(String endpoint, List<X509Certificate> chain) {
        List<Finding> findings = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            findings.add(certificate(
                    endpoint + ": certificate of "
                            + certificate.getSubjectX500Principal().getName(),
                    certificate));
        }
        return findings;
    }

    private Finding certificate(String which, X509Certificate certificate) {
        Instant now = clock.instant();
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isBefore(from)) {
            return Finding.bad("tls", which + " is not good before " + day(from));
        }
        if (now.isAfter(until)) {
            return Finding.bad("tls", which + " was good until " + day(until));
        }
        long days = Duration.between(now, until).toDays();
        String text = which + " is good until " + day(until) + ", " + days + (days == 1 ? " day" : " days");
        return now.plus(SOON).isAfter(until) ? Finding.warn("tls", text) : Finding.ok("tls", text);
    }

    private static String day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /**
     * Compares clocks.
     *
     * @param date the other's, in milliseconds since 1970, cut to whole seconds
     */
    Finding clock(String endpoint, long date) {
        Duration ahead =
                Duration.between(clock.instant(), Instant.ofEpochMilli(date)).plus(HALF_A_SECOND);
        Duration apart = ahead.abs();
        if (apart.compareTo(APART) <= 0) {
            return Finding.ok("clock", endpoint + ": within 2 s of ours");
        }
        String text =
                endpoint + ": " + apart.toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of") + " ours";
        return apart.compareTo(FAR_APART) > 0 ? Finding.bad("clock", text) : Finding.warn("clock", text);
    }
}
