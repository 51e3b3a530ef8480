package dev.tercet.internal.discovery;

import dev.tercet.connection.Endpoint;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.internal.discovery.SrvRecords.SrvLookupException;
import dev.tercet.internal.discovery.SrvRecords.SrvRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Turns a domain into endpoints: the encrypted ones first, by priority, and by weight within one priority as RFC 2782 says.
 */
public final class SrvDiscovery {
    private final SrvRecords records;
    private final RandomGenerator random;

    /** Looks up through these records. */
    public SrvDiscovery(SrvRecords records) {
        this(records, new Random());
    }

    SrvDiscovery(SrvRecords records, RandomGenerator random) {
        this.records = records;
        this.random = random;
    }

    /**
     * The endpoints of a domain.
     *
     * @param serviceName added to the service's name, empty for none
     * @param onlyTls whether to leave out what is not encrypted
     * @throws UnavailableException if there are none, or nobody could say
     */
    public List<Endpoint> find(String domain, String serviceName, boolean onlyTls) {
        String suffix = serviceName.isEmpty() ? "" : "-" + serviceName;
        List<Endpoint> found = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        List<SrvLookupException> failures = new ArrayList<>();
        look("_etcd-client-ssl" + suffix + "._tcp." + domain, "https", found, asked, failures);
        if (!onlyTls) {
            look("_etcd-client" + suffix + "._tcp." + domain, "http", found, asked, failures);
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
        return List.copyOf(found);
    }

    private void look(
            String name, String scheme, List<Endpoint> found, List<String> asked, List<SrvLookupException> failures) {
        asked.add(name);
        try {
            for (SrvRecord record : ordered(records.lookUp(name))) {
                String target = record.target();
                // The root's dot is right in DNS and wrong in a certificate's name.
                String host = target.endsWith(".") ? target.substring(0, target.length() - 1) : target;
                // The root alone says that there is no such service, and a record without a port is no address.
                if (!host.isEmpty() && record.port() > 0) {
                    found.add(new Endpoint(scheme, host, record.port()));
                }
            }
        } catch (SrvLookupException e) {
            failures.add(e);
        }
    }

    private List<SrvRecord> ordered(List<SrvRecord> all) {
        List<SrvRecord> left = new ArrayList<>(all);
        left.sort(Comparator.comparingInt(SrvRecord::priority).thenComparingInt(SrvRecord::weight));
        List<SrvRecord> ordered = new ArrayList<>(left.size());
        while (!left.isEmpty()) {
            ordered.add(left.remove(draw(left)));
        }
        return ordered;
    }

    /** Which of the first priority's records is next: weights are shares, and those of weight 0 stand in front for a small one. */
    private int draw(List<SrvRecord> left) {
        int priority = left.get(0).priority();
        int peers = 0;
        int sum = 0;
        while (peers < left.size() && left.get(peers).priority() == priority) {
            sum += left.get(peers++).weight();
        }
        if (sum == 0) {
            // Without any weight there are no shares to give, and yet not all clients should go to the same.
            return random.nextInt(peers);
        }
        int chosen = random.nextInt(sum + 1);
        int running = 0;
        for (int i = 0; i < peers; i++) {
            running += left.get(i).weight();
            if (running >= chosen) {
                return i;
            }
        }
        return peers - 1;
    }
}
