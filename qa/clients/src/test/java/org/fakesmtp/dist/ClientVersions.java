package org.fakesmtp.dist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * The clients of the documentation, and the versions that were tried.
 *
 * @param known from the name of the client to its version
 */
record ClientVersions(Map<String, String> known) {

    static ClientVersions installed() throws Exception {
        Map<String, String> known = new LinkedHashMap<>();
        known.put("curl", said("curl --version | head -1 | cut -d' ' -f2"));
        known.put("swaks", said("swaks --version | head -1 | sed 's/swaks version //'"));
        known.put("msmtp", said("msmtp --version | head -1 | sed 's/msmtp version //'"));
        known.put("smtplib", said("python3 --version | sed 's/^/of /'"));
        known.put("Postfix", said("postconf mail_version | sed 's/mail_version = //'"));
        Path nodemailer = RealClient.resource("nodemailer/package.json");
        known.put("Nodemailer", Files.readString(nodemailer).replaceAll("(?s).*nodemailer\": \"([^\"]*).*", "$1"));
        String angus = SMTPTransport.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        known.put("Angus Mail", angus.replaceAll(".*/angus-mail-(.*)\\.jar", "$1"));
        return new ClientVersions(known);
    }

    private static String said(String script) throws Exception {
        return new Command("sh", "-c", script).run().out().strip();
    }

    String of(String client) {
        return known.getOrDefault(client, "");
    }

    @Override
    public String toString() {
        return known.entrySet().stream()
                .map(each -> each.getKey() + ' ' + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
