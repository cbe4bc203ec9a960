package org.fakesmtp.server;

import java.util.concurrent.atomic.AtomicLong;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.mail.Exchange;

/** Code of a plugin that runs with the class loader of its plugin, tells in a log whose it is, and counts. */
final class NamedAnswerer implements Answerer {

    private final String name;
    private final OwnLoader loader;
    private final Answerer code;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();

    NamedAnswerer(String plugin, OwnLoader loader, Answerer code) {
        this.name = plugin + (code.name().isEmpty() ? "" : "." + code.name());
        this.loader = loader;
        this.code = code;
    }

    @Override
    public Answer answer(Exchange exchange) throws Exception {
        asked.incrementAndGet();
        Answer answer = loader.call(() -> code.answer(exchange));
        if (!Answer.proceed().equals(answer)) {
            answered.incrementAndGet();
        }
        return answer;
    }

    @Override
    public boolean mayBlock() {
        return code.mayBlock();
    }

    CodeUse use() {
        return new CodeUse(name, asked.get(), answered.get());
    }

    @Override
    public String toString() {
        return "plugin " + name;
    }
}
