package org.fakesmtp.protocol;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.Stage;

/**
 * How a server behaves: settings, replies, the command table with its rules, and who looks on. Immutable and shared by all sessions; a change of the
 * rules makes another one, which a session takes up between two transactions.
 */
public final class Behaviour {

    private final ProtocolSettings settings;
    private final ReplyCatalogue replies;
    private final List<Extension> extensions;
    private final Map<Stage, Map<String, Parameter>> parameters;
    private final CommandTable table;
    private final Observers observers;
    private final boolean sinks;
    private final boolean readsContent;
    private final ContentBuffer.Source contents;
    private final Memory memory;

    /**
     * @param handlers rows that plugins add to the table
     * @param interceptors rules and answerers, in the order in which they are asked
     * @param sinks whether there is a sink for messages; without one, and without code that is asked at MESSAGE, content is counted and not kept
     * @param contents where content is kept
     * @param memory for envelopes
     */
    public Behaviour(
            ProtocolSettings settings,
            ReplyCatalogue replies,
            List<CommandHandler> handlers,
            List<Interceptor> interceptors,
            List<SessionObserver> observers,
            boolean sinks,
            ContentBuffer.Source contents,
            Memory memory) {
        this.settings = settings;
        this.replies = replies;
        this.extensions = Extension.ALL.stream()
                .filter(extension -> !settings.isOff(extension.keyword()))
                .toList();
        this.parameters = extensions.stream()
                .flatMap(extension -> extension.parameters().stream())
                .collect(Collectors.groupingBy(
                        Parameter::stage, Collectors.toMap(Parameter::keyword, parameter -> parameter)));
        this.table = new CommandTable(settings.dialect(), extensions, handlers, interceptors);
        this.observers = new Observers(observers);
        this.sinks = sinks;
        this.readsContent = sinks || interceptors.stream().anyMatch(Behaviour::mayReadContent);
        this.contents = contents;
        this.memory = memory;
    }

    /** What the dialogue of its listener goes by. */
    public ProtocolSettings settings() {
        return settings;
    }

    Observers observers() {
        return observers;
    }

    boolean hasObservers() {
        return !observers.all().isEmpty();
    }

    boolean hasSinks() {
        return sinks;
    }

    ReplyCatalogue replies() {
        return replies;
    }

    List<Extension> extensions() {
        return extensions;
    }

    CommandTable table() {
        return table;
    }

    ContentBuffer openContent() {
        return readsContent ? contents.open() : new CountedContent();
    }

    Memory memory() {
        return memory;
    }

    private static boolean mayReadContent(Interceptor interceptor) {
        return interceptor.readsContent() && interceptor.isAskedAt(Stage.MESSAGE, false);
    }

    private boolean isDisabled(Parameter parameter, Set<String> disabled) {
        return !disabled.isEmpty()
                && extensions.stream()
                        .anyMatch(extension -> disabled.contains(extension.keyword())
                                && extension.parameters().contains(parameter));
    }

    /** Checks the parameters of MAIL or RCPT: each is brought by an extension and has a value that the extension knows. */
    void check(Stage stage, Map<String, String> given, CommandContext context) throws Refusal {
        Map<String, Parameter> known = parameters.getOrDefault(stage, Map.of());
        for (Map.Entry<String, String> one : given.entrySet()) {
            Parameter parameter = known.get(one.getKey());
            if (parameter == null || isDisabled(parameter, context.disabled())) {
                throw new Refusal(ReplyKey.UNKNOWN_PARAMETER);
            }
            parameter.check().check(context, one.getValue());
        }
    }
}
