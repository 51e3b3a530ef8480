package dev.tercet.internal.discovery;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;

/** SRV records through the JDK's DNS provider. Blocks. */
public final class DnsSrv implements SrvRecords {
    private final String server;

    /** Asks the servers that the machine is set up with. */
    public DnsSrv() {
        this("");
    }

    /** Asks this server, {@code host:port}. */
    DnsSrv(String server) {
        this.server = server;
    }

    // JNDI asks for a Hashtable; its provider is fixed here to the one for DNS, from which only text comes back.
    @Override
    @SuppressWarnings({"JdkObsolete", "BanJNDI"})
    public List<SrvRecord> lookUp(String name) {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, server.isEmpty() ? "dns:" : "dns://" + server);
        // Doubled with each try: three seconds for a server that does not answer.
        environment.put("com.sun.jndi.dns.timeout.initial", "1000");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        try {
            InitialDirContext context = new InitialDirContext(environment);
            try {
                return records(context.getAttributes(name, new String[] {"SRV"}).get("SRV"));
            } finally {
                context.close();
            }
        } catch (NameNotFoundException e) {
            return List.of();
        } catch (NamingException e) {
            throw new SrvLookupException("DNS look-up of SRV " + name + " failed: " + e, e);
        }
    }

    @SuppressWarnings("BanJNDI")
    private static List<SrvRecord> records(@Nullable Attribute attribute) throws NamingException {
        List<SrvRecord> records = new ArrayList<>();
        if (attribute == null) {
            return records;
        }
        NamingEnumeration<?> all = attribute.getAll();
        while (all.hasMore()) {
            String[] parts = all.next().toString().split(" ");
            records.add(new SrvRecord(
                    Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3]));
        }
        return records;
    }
}
