package io.sluicegate.console.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The declared host names of the console. The {@code Host} header can't replace them: if another site points its name at this address,
 * its page sends a Host and an Origin that agree. A name without a port stands for the console's own port and for the standard ports,
 * where a proxy listens.
 */
final class OwnNames {
    private final List<String> names;

    private OwnNames(List<String> names) {
        this.names = names;
    }

    /** The declared names; if none are declared, the names of this machine. */
    static OwnNames of(List<String> declared) {
        return new OwnNames(
                declared.isEmpty()
                        ? ofMachine()
                        : declared.stream().map(OwnNames::lower).toList());
    }

    /** Whether the origin is the console's own page, if the console listens on this port. */
    boolean include(String origin, int port) {
        try {
            var authority = URI.create(origin).getRawAuthority();
            return authority != null && names.stream().anyMatch(name -> isMeant(name, lower(authority), port));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isMeant(String name, String authority, int port) {
        return authority.equals(name) || authority.equals(name + ":" + port);
    }

    private static List<String> ofMachine() {
        return Stream.of("localhost", "127.0.0.1", "[::1]", lower(machine())).toList();
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
