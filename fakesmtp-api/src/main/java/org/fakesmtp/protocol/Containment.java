package org.fakesmtp.protocol;

/** Where code of a plugin fails: what is its own fault costs a command at most, what is the machine's is not held up. */
public final class Containment {

    private Containment() {}

    /**
     * Throws on what is not contained: errors of the virtual machine such as the want of memory, but for a stack that was used up.
     *
     * @param failure what was caught
     */
    public static void check(Throwable failure) {
        if (failure instanceof VirtualMachineError error && !(failure instanceof StackOverflowError)) {
            throw error;
        }
    }
}
