package org.fakesmtp.junit.assertions;

import org.assertj.core.description.Description;
import org.assertj.core.error.ErrorMessageFactory;
import org.assertj.core.presentation.Representation;
import org.jspecify.annotations.Nullable;

/**
 * What a failed assertion tells.
 *
 * @param what what was found, and what was expected
 * @param transcript what was said
 */
record Failure(String what, String transcript) implements ErrorMessageFactory {

    @Override
    public String create(@Nullable Description description, Representation representation) {
        String about = description == null ? "" : description.value();
        return (about.isEmpty() ? "" : '[' + about + "] ") + what + "\n\n" + transcript;
    }

    @Override
    public String create(@Nullable Description description) {
        return create();
    }

    @Override
    public String create() {
        return what + "\n\n" + transcript;
    }
}
