package dev.tercet.internal.discovery;

import dev.tercet.connection.Endpoint;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.internal.discovery.SrvRecords.SrvLookupException;
import dev.tercet.internal.discovery.SrvRecords.SrvRecord;
import dev.tercet.internal.endpoint.Candidate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Turns a domain into endpoints: the encrypted ones if there are any, with their priorities and weights. */
public final class SrvDiscovery {
    private final SrvRecords records;
    private final Random random;

    /** Looks up through these records. */
    public SrvDiscovery(SrvRecords records) {
        this(records, new Random());
    }

    SrvDiscovery(SrvRecords records, Random random) {
        this.records = records;
        this.random = random;
    }

    /**
     * The endpoints of a domain, the lowest priority first and otherwise mixed, so that not all clients begin with the same.
     *
     * @param serviceName added to the service's name, empty for none
     * @param onlyTls whether to leave out what is not encrypted
     * @throws UnavailableException if there are none, or nobody could say
     */
    public List<Candidate> find(String domain, String serviceName, boolean onlyTls) {
        String suffix = serviceName.isEmpty() ? "" : "-" + serviceName;
        // Nobody should be sent in the clear, password and all, where the domain offers better.
        return first(
                domain, onlyTls, secured("_etcd-client-ssl" + suffix), new Service("_etcd-client" + suffix, "http"));
    }

    /**
     * The same by the names that clients of the v2 API know, the older ones last.
     *
     * @throws UnavailableException if there are none, or nobody could say
     */
    public List<Candidate> findWithOldNames(String domain, boolean onlyTls) {
        return first(
                domain,
                onlyTls,
                secured("_etcd-client-ssl"),
                new Service("_etcd-client", "http"),
                secured("_etcd-ssl"),
                new Service("_etcd", "http"));
    }

    /** A name to ask for, and what its targets speak. */
    private record Service(String name, String scheme) {}

    private static Service secured(String name) {
        return new Service(name, "https");
    }

    private List<Candidate> first(String domain, boolean onlyTls, Service... services) {
        List<Candidate> found = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        List<SrvLookupException> failures = new ArrayList<>();
        boolean mayBeEncrypted = onlyTls;
        for (Service service : services) {
            boolean secured = service.scheme().equals("https");
            if (found.isEmpty() && (secured || !mayBeEncrypted)) {
                boolean answered = look(service.name() + "._tcp." + domain, service.scheme(), found, asked, failures);
                // Whoever can keep DNS from answering would have the password sent in the clear.
                mayBeEncrypted |= secured && !answered;
            }
        }
        if (found.isEmpty()) {
            String why = failures.isEmpty()
                    ? "has no records"
                    : "failed: " + failures.get(0).getMessage();
            throw new UnavailableException(new Details(
                    ErrorCode.UNAVAILABLE,
                    Outcome.NOT_APPLIED,
                    "discovery of " + String.join(" and ", asked) + " " + why
                            + "; give endpoints, or mend the DNS zone",
                    null,
                    null,
                    failures.isEmpty() ? null : failures.get(0)));
        }
        Collections.shuffle(found, random);
        found.sort(Comparator.comparingInt(Candidate::priority));
        return List.copyOf(found);
    }

    /** Whether anybody could say. */
    private boolean look(
            String name, String scheme, List<Candidate> found, List<String> asked, List<SrvLookupException> failures) {
        asked.add(name);
        try {
            for (SrvRecord record : records.lookUp(name)) {
                String target = record.target();
                // The root's dot is right in DNS and wrong in a certificate's name.
                String host = target.endsWith(".") ? target.substring(0, target.length() - 1) : target;
                // The root alone says that there is no such service, and a record without a port is no address.
                if (!host.isEmpty() && record.port() > 0) {
                    Endpoint endpoint = new Endpoint(scheme, host, record.port());
                    found.add(new Candidate(endpoint, record.priority(), record.weight()));
                }
            }
            return true;
        } catch (SrvLookupException e) {
            failures.add(e);
            return false;
        }
    }
}
