package org.fakesmtp.server;

/**
 * The code of a plugin that decides at stages, and what became of it so far.
 *
 * @param name the plugin, and the name of the code where it has one, such as {@code greylist} and {@code rate.burst}
 * @param asked how often it was asked, at all its stages
 * @param answered how often it answered otherwise than {@code proceed}
 */
public record CodeUse(String name, long asked, long answered) {

    CodeUse plus(CodeUse other) {
        return new CodeUse(name, asked + other.asked, answered + other.answered);
    }

    /** The counts in words: {@code greylist: asked 3, answered 2}. */
    @Override
    public String toString() {
        return name + ": asked " + asked + ", answered " + answered;
    }
}
