package org.fakesmtp.protocol;

import java.util.List;
import java.util.Set;
import org.fakesmtp.api.Stage;

/**
 * A row of the command table: what a stage does, where it is allowed, and who is asked before it does.
 *
 * @param interceptors asked in this order
 */
record Row(CommandHandler handler, Set<Phase> phases, List<Interceptor> interceptors) {

    Stage stage() {
        return handler.stage();
    }
}
