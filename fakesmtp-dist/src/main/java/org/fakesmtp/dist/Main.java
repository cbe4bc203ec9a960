package org.fakesmtp.dist;

/** Starts the server from the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("fakesmtp " + version());
    }

    /** The version in the manifest of the jar, or {@code development} when run from classes. */
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
